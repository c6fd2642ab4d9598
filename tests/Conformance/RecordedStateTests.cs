using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioner.Conformance;

/// <summary>The state after a create is the recorded one of the same program: no key more, no key less, the same values.</summary>
public sealed class RecordedStateTests(NodeKit kit)
{
    // Bookkeeping of the real provider's bridge, which a state may lack (recordings, F3).
    private static readonly string[] MayBeMissing = ["__meta", "__pulumi_raw_state_delta"];

    // What the clock, chance and the two fakes of Databricks decide.
    private static readonly string[] NotCompared = ["created", "modified", "objectId", "commitHash", "sourcePosition", "stackTrace"];

    // Defaults of the service: the emulator answers them, as Databricks does; the sketch of it that was recorded did not.
    private static readonly string[] ServerDefaults =
    [
        "job.outputs.format", "job.outputs.tasks[0].emailNotifications", "job.outputs.tasks[0].newCluster.enableElasticDisk", "job.outputs.tasks[0].runIf",
        "job.outputs.tasks[0].webhookNotifications",
    ];

    [Fact]
    public async Task Create_RecordedProgram_LeavesRecordedState()
    {
        Assert.SkipUnless(NodeKit.HasNode, "Node is not installed");

        var result = await kit.RunAsync(Path.Combine("data", "create-over-existing-credential.cjs"), _ => [], TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
        var expected = Resources(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "data", "13-unprovision-01.json")));
        var observed = Resources(result.Output.Trim().Split('\n')[^1]);
        Assert.Equal(expected.Keys, observed.Keys);
        var differences = expected.SelectMany(item => Differences(item.Key, item.Value, observed[item.Key])).ToList();
        var explained = ServerDefaults.ToDictionary(path => path, path => differences.RemoveAll(text => text.StartsWith(path + ":", StringComparison.Ordinal)), StringComparer.Ordinal);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.All(explained, path => Assert.True(path.Value == 1, $"{path.Key} does not differ: take it off the list"));
    }

    // By the last part of the URN; every id of a resource is replaced by a name for it, wherever it stands.
    private static SortedDictionary<string, JsonNode> Resources(string deployment)
    {
        var resources = JsonNode.Parse(deployment)!["resources"]!.AsArray();
        var text = resources.ToJsonString();
        foreach (var resource in resources.Where(resource => resource!["id"] is not null))
        {
            var (id, name) = ((string)resource!["id"]!, Name(resource));
            if (!id.StartsWith('/'))
                text = text.Replace($"\"{id}\"", $"\"<id of {name}>\"", StringComparison.Ordinal)
                    .Replace($"::{id}\"", $"::<id of {name}>\"", StringComparison.Ordinal)
                    .Replace($"/{id}\"", $"/<id of {name}>\"", StringComparison.Ordinal);
        }
        var host = (string)resources.Single(resource => Name(resource!) == "workspace")!["inputs"]!["host"]!;
        var automatic = (string)resources.Single(resource => Name(resource!) == "git-credential")!["inputs"]!["name"]!;
        Assert.Matches("^git-credential-[0-9a-f]{7}$", automatic);
        text = text.Replace(host, "<host>", StringComparison.Ordinal).Replace(automatic, "<automatic name>", StringComparison.Ordinal);
        return new SortedDictionary<string, JsonNode>(JsonNode.Parse(text)!.AsArray().ToDictionary(resource => Name(resource!), resource => resource!), StringComparer.Ordinal);
    }

    private static string Name(JsonNode resource) => ((string)resource["urn"]!).Split("::")[^1];

    private static IEnumerable<string> Differences(string path, JsonNode? expected, JsonNode? observed)
    {
        var key = path[(path.LastIndexOf('.') + 1)..];
        if (NotCompared.Contains(key))
            return [];
        return (expected, observed) switch
        {
            (JsonObject one, JsonObject other) => one.Select(item => item.Key).Union(other.Select(item => item.Key))
                .Where(name => !MayBeMissing.Contains(name))
                .SelectMany(name => one.ContainsKey(name) == other.ContainsKey(name) || NotCompared.Contains(name)
                    ? Differences($"{path}.{name}", one[name], other[name])
                    : [$"{path}.{name}: {(one.ContainsKey(name) ? "missing" : "not in the recording")}"]),
            (JsonArray one, JsonArray other) when key == "dependencies" => Compare(path, Sorted(one), Sorted(other)),
            (JsonArray one, JsonArray other) when one.Count == other.Count => one.Zip(other).SelectMany((pair, at) => Differences($"{path}[{at}]", pair.First, pair.Second)),
            _ => Compare(path, expected?.ToJsonString() ?? "null", observed?.ToJsonString() ?? "null"),
        };
    }

    // Which of two dependencies comes first is the program's, not the engine's.
    private static string Sorted(JsonArray array) => JsonSerializer.Serialize(array.Select(item => (string)item!).Order(StringComparer.Ordinal));

    private static string[] Compare(string path, string expected, string observed) =>
        expected == observed ? [] : [$"{path}: expected {expected}, observed {observed}"];
}
