using System.Globalization;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>History and backups of a stack: one record, one checkpoint and one backup for each operation, named by their time.</summary>
internal sealed class UpdateHistory(BackendLocation location, StackReference stack)
{
    private const string RecordSuffix = ".history.json";
    private const string CheckpointSuffix = ".checkpoint.json";

    private readonly string _directory = Path.Combine(location.Directory, stack.HistoryDirectory);
    private readonly string _backups = Path.Combine(location.Directory, stack.BackupDirectory);

    /// <param name="retention">How many operations are kept; null keeps all, as the CLI does.</param>
    public void Add(UpdateRecord record, ReadOnlySpan<byte> checkpoint, bool backup, int? retention, TimeProvider time)
    {
        var prefix = $"{stack.Name}-{GoTime.UnixNanoseconds(time.GetUtcNow()).ToString(CultureInfo.InvariantCulture)}";
        DurableFile.Write(Path.Combine(_directory, prefix + RecordSuffix), record.ToJson().Written.Span, durable: false);
        DurableFile.Write(Path.Combine(_directory, prefix + CheckpointSuffix), checkpoint, durable: false);
        if (backup)
        {
            var name = $"{stack.Name}.{GoTime.UnixNanoseconds(time.GetUtcNow()).ToString(CultureInfo.InvariantCulture)}.json";
            DurableFile.Write(Path.Combine(_backups, name), checkpoint, durable: false);
        }
        if (retention is { } count)
            Trim(count);
    }

    /// <summary>The latest first.</summary>
    public IEnumerable<UpdateRecord> Read(int pageSize, int page)
    {
        var files = Files(_directory, RecordSuffix).Reverse();
        if (pageSize > 0)
            files = files.Skip((Math.Max(page, 1) - 1) * pageSize).Take(pageSize);
        foreach (var path in files)
        {
            using var document = CheckpointJson.Parse(File.ReadAllBytes(path), path);
            yield return UpdateRecord.Read(document.RootElement, path);
        }
    }

    public void Remove()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private void Trim(int count)
    {
        foreach (var (directory, suffix) in new[] { (_directory, RecordSuffix), (_directory, CheckpointSuffix), (_backups, ".json") })
        {
            foreach (var path in Files(directory, suffix).SkipLast(count))
                File.Delete(path);
        }
    }

    // The names end in nanoseconds of equal length, so that their order is that of time.
    private static IEnumerable<string> Files(string directory, string suffix) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*" + suffix).Order(StringComparer.Ordinal) : [];
}
