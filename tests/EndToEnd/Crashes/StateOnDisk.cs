using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Crashes;

/// <summary>What a killed service has left of one stack: how far it got, and whether it was in the middle of a write.</summary>
/// <param name="Writes">How many writes of its operation are on disk; -1 before the stack was made.</param>
internal sealed record StateOnDisk(int Writes, bool InWrite, IReadOnlyList<string> Pending)
{
    /// <summary>What the stack of a job holds; each takes two writes: before its creation and after it.</summary>
    public static readonly string[] Resources = ["stack", "workspace", "folder", "git-credential", "repo", "repo-permissions", "job", "job-permissions"];

    public static int LastWrite => 2 * Resources.Length;

    public static StateOnDisk Read(string data, JobSample sample)
    {
        var folder = Path.Combine(data, ".pulumi", "stacks", "databricks-provisioner");
        var file = Path.Combine(folder, sample.Stack + ".json");
        if (!File.Exists(file))
            return new StateOnDisk(-1, false, []);
        var latest = JsonNode.Parse(File.ReadAllText(file))!["checkpoint"]!["latest"];
        var created = Names(latest?["resources"]?.AsArray().Select(resource => resource!));
        var pending = Names(latest?["pending_operations"]?.AsArray().Where(one => (string?)one!["type"] == "creating").Select(one => one!["resource"]!));
        var inWrite = Directory.EnumerateFiles(folder, sample.Stack + ".json.*.tmp").Any();
        return new StateOnDisk((2 * created.Length) + pending.Length, inWrite, pending);
    }

    /// <summary>Returns when the state says that a resource is being created.</summary>
    /// <exception cref="TimeoutException">It never does.</exception>
    public static async Task UntilPendingAsync(string data, JobSample sample, string resource)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (Read(data, sample).Pending.Contains(resource, StringComparer.Ordinal))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        throw new TimeoutException($"It never came to this: {resource} of {sample.Component} is being created.");
    }

    private static string[] Names(IEnumerable<JsonNode>? resources) =>
        [.. (resources ?? []).Select(resource => (string?)resource["type"] == "pulumi:pulumi:Stack" ? "stack" : ((string)resource["urn"]!).Split("::")[^1]).Where(name => Resources.Contains(name, StringComparer.Ordinal))];
}
