using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Provisioner.Operations.Data;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Retention;

/// <summary>Deletes what is older than the settings keep: ended operations, and history and backups of stacks.</summary>
public sealed class Pruner(OperationStore store, DataFolder folder, IOptions<OperationsOptions> options, TimeProvider time, ILogger<Pruner> logger)
{
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var operations = await store.PruneAsync(time.GetUtcNow() - options.Value.KeepOperations);
        var files = PruneFolder("history", options.Value.KeepHistory, cancellationToken) + PruneFolder("backups", options.Value.KeepBackups, cancellationToken);
        if (operations + files > 0)
            Log.Pruned(logger, operations, files);
    }

    /// <summary>Below <c>.pulumi/&lt;kind&gt;/&lt;project&gt;/&lt;stack&gt;</c> the names of one entry's files end in the time it was made, then their kinds.</summary>
    private int PruneFolder(string kind, int keep, CancellationToken cancellationToken)
    {
        var root = Path.Combine(folder.StatesFolder, ".pulumi", kind);
        if (!Directory.Exists(root))
            return 0;
        var deleted = 0;
        foreach (var stack in Directory.EnumerateDirectories(root).SelectMany(Directory.EnumerateDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = Directory.EnumerateFiles(stack)
                .Select(file => (File: file, Time: TimeOf(Path.GetFileName(file), Path.GetFileName(stack))))
                .Where(entry => entry.Time is not null)
                .GroupBy(entry => entry.Time!.Value, entry => entry.File)
                .OrderByDescending(entry => entry.Key);
            foreach (var file in entries.Skip(keep).SelectMany(files => files))
            {
                File.Delete(file);
                deleted++;
            }
        }

        return deleted;
    }

    /// <summary>The digits after the stack's name and a separator; null when the file is no entry.</summary>
    private static ulong? TimeOf(string file, string stack)
    {
        if (!file.StartsWith(stack, StringComparison.Ordinal) || file.Length < stack.Length + 2)
            return null;
        var rest = file.AsSpan(stack.Length + 1);
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && ulong.TryParse(rest[..digits], System.Globalization.CultureInfo.InvariantCulture, out var time) ? time : null;
    }
}
