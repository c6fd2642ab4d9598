using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Drift;

/// <summary>"cluster.numWorkers: deployed 2, live 5", for each property that a refresh found changed.</summary>
internal static class PropertyDifferences
{
    /// <summary>More are counted, not listed.</summary>
    private const int MostListed = 20;

    private const int LongestValue = 200;

    private const string Secret = "[secret]";

    /// <summary>The key that marks a secret in events; its value is the same in every version.</summary>
    private const string SecretSignature = "4dabf18193072939515e22adb298388d";

    public static IReadOnlyList<string> Of(StepEventMetadata step)
    {
        var paths = (step.DetailedDiff is { Count: > 0 } detailed ? detailed.Keys : step.Diffs ?? [])
            .Where(path => !path.StartsWith("__", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (paths.Count == 0)
            return [];
        var (deployed, live) = (Values(step.Old), Values(step.New));
        // A diff may name a list's items whose order alone has changed: what reads the same is none for people.
        var differing = paths.Select(path => (Path: path, Deployed: Shown(deployed, path), Live: Shown(live, path))).Where(one => one.Deployed != one.Live || one.Live == Secret).ToList();
        var words = differing.Take(MostListed).Select(one => $"{one.Path}: deployed {one.Deployed}, live {one.Live}").ToList();
        if (differing.Count > MostListed)
            words.Add($"{differing.Count - MostListed} more");
        return words;
    }

    // Outputs hold what is live after a read, and everything that inputs hold.
    private static JsonNode?[] Values(StepEventStateMetadata? state) =>
        state is null ? [] : [JsonSerializer.SerializeToNode(state.Outputs), JsonSerializer.SerializeToNode(state.Inputs)];

    private static string Shown(JsonNode?[] sources, string path)
    {
        var steps = Steps(path);
        foreach (var source in sources)
        {
            if (Find(source, steps) is not { } value)
                continue;
            if (HoldsSecret(value))
                return Secret;
            var text = value.ToJsonString();
            return text.Length > LongestValue ? text[..LongestValue] + "…" : text;
        }

        return "nothing";
    }

    private static JsonNode? Find(JsonNode? node, List<string> steps)
    {
        foreach (var step in steps)
        {
            // Under a secret everything is secret.
            if (node is JsonObject secret && secret.ContainsKey(SecretSignature))
                return node;
            node = node switch
            {
                JsonObject map => map[step],
                JsonArray list when int.TryParse(step, out var index) && index >= 0 && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }

    private static bool HoldsSecret(JsonNode? value) => value switch
    {
        JsonObject map => map.ContainsKey(SecretSignature) || map.Any(member => HoldsSecret(member.Value)),
        JsonArray list => list.Any(HoldsSecret),
        _ => false,
    };

    /// <summary>A path as the engine writes it: <c>a.b[0]["c.d"]</c>.</summary>
    private static List<string> Steps(string path)
    {
        var steps = new List<string>();
        var at = 0;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                at++;
            }
            else if (path[at] == '[')
            {
                var quoted = at + 1 < path.Length && path[at + 1] == '"';
                var end = path.IndexOf(quoted ? "\"]" : "]", at + (quoted ? 2 : 1), StringComparison.Ordinal);
                if (end < 0)
                    end = path.Length;
                var from = Math.Min(at + (quoted ? 2 : 1), end);
                steps.Add(path[from..end]);
                at = end + (quoted ? 2 : 1);
            }
            else
            {
                var end = path.AsSpan(at).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : at + end;
                steps.Add(path[at..end]);
                at = end;
            }
        }

        return steps;
    }
}
