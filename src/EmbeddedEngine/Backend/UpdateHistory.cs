using System.Globalization;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>History and backups of a stack: one record, one checkpoint and one backup for each operation, named by their time.</summary>
internal sealed class UpdateHistory(BackendLocation location, StackReference stack)
{
    private const string RecordSuffix = ".history.json";
    private const string CheckpointSuffix = ".checkpoint.json";

    private readonly StackReference _stack = stack;
    private readonly string _directory = Path.Combine(location.Directory, stack.HistoryDirectory);
    private readonly string _backups = Path.Combine(location.Directory, stack.BackupDirectory);

    /// <param name="retention">How many operations are kept; null keeps all, as the CLI does.</param>
    public void Add(UpdateRecord record, ReadOnlySpan<byte> checkpoint, bool backup, int? retention, TimeProvider time)
    {
        // No two operations of a stack end in the same nanosecond, but the clock may stand still for longer than that.
        var now = GoTime.UnixNanoseconds(time.GetUtcNow());
        while (File.Exists(Path.Combine(_directory, Prefix(now) + RecordSuffix)))
            now++;
        var prefix = Prefix(now);
        DurableFile.Write(Path.Combine(_directory, prefix + RecordSuffix), record.ToJson().Written.Span, durable: false);
        DurableFile.Write(Path.Combine(_directory, prefix + CheckpointSuffix), checkpoint, durable: false);
        if (backup)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{_stack.Name}.{now}.json");
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

    /// <summary>The files are named after the stack, then by their time.</summary>
    public void MoveTo(UpdateHistory target)
    {
        if (!Directory.Exists(_directory))
            return;
        Directory.CreateDirectory(target._directory);
        foreach (var path in Directory.EnumerateFiles(_directory))
            File.Move(path, Path.Combine(target._directory, target._stack.Name + Path.GetFileName(path)[_stack.Name.Length..]), overwrite: true);
    }

    private string Prefix(long nanoseconds) => string.Create(CultureInfo.InvariantCulture, $"{_stack.Name}-{nanoseconds}");

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
