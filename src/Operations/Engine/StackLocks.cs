using System.Text.Json;
using Provisioner.Operations.Data;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Engine;

/// <summary>The lock files of the state backend: <c>.pulumi/locks/organization/&lt;project&gt;/&lt;stack&gt;/&lt;id&gt;.json</c>, each with process, host and time of its holder.</summary>
public sealed class StackLocks(DataFolder folder)
{
    /// <summary>The ids of the locks that a stack has.</summary>
    public IReadOnlyList<string> Ids(string stack)
    {
        var path = FolderOf(stack);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Null when the lock is gone or its file cannot be read.</summary>
    public LockHolder? Holder(string stack, string id)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(FileOf(stack, id)));
            var root = document.RootElement;
            return new LockHolder(root.GetProperty("pid").GetInt32(), root.GetProperty("hostname").GetString() ?? "", root.GetProperty("timestamp").GetDateTimeOffset());
        }
        catch (Exception failure) when (failure is IOException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Clear(string stack, string id)
    {
        var file = FileOf(stack, id);
        if (!File.Exists(file))
            return false;
        File.Delete(file);
        return true;
    }

    private string FolderOf(string stack) => Path.Combine(folder.StatesFolder, ".pulumi", "locks", "organization", ResourceTypes.Project, stack);

    private string FileOf(string stack, string id) => Path.Combine(FolderOf(stack), id + ".json");
}

/// <summary>Who holds a lock.</summary>
public sealed record LockHolder(int ProcessId, string Host, DateTimeOffset Since);
