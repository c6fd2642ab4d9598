using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Reporting;

/// <summary>What a step found or made different, property by property, with both values.</summary>
internal static class PropertyDifferences
{
    /// <summary>More are counted, not listed.</summary>
    private const int MostListed = 20;

    private const int LongestValue = 200;

    private const string Secret = "[secret]";

    /// <summary>The key that marks a secret in events; its value is the same in every version.</summary>
    private const string SecretSignature = "4dabf18193072939515e22adb298388d";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="words">Puts path, value before and value after into words.</param>
    public static IReadOnlyList<string> Of(StepEventMetadata step, Func<string, string, string, string> words)
    {
        if (AccessWords.Property(step.Type) is { } list)
        {
            var (gone, come) = AccessWords.Between(step);
            return gone.Count + come.Count == 0 ? [] : [words(list, AccessWords.Joined(gone), AccessWords.Joined(come))];
        }

        var paths = (step.DetailedDiff is { Count: > 0 } detailed ? detailed.Keys : step.Diffs ?? [])
            .Where(path => !path.StartsWith("__", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (paths.Count == 0)
            return [];
        var (old, now) = (StateValues.Of(step.Old), StateValues.Of(step.New));
        // A diff may name a list's items whose order alone has changed: what reads the same is none for people.
        var differing = paths.Select(path => (Path: path, Before: Shown(old, path), After: Shown(now, path))).Where(one => one.Before != one.After || one.After == Secret).ToList();
        var lines = differing.Take(MostListed).Select(one => words(one.Path, one.Before, one.After)).ToList();
        if (differing.Count > MostListed)
            lines.Add($"{differing.Count - MostListed} more");
        return lines;
    }

    private static string Shown(JsonNode?[] sources, string path)
    {
        var steps = Steps(path);
        foreach (var source in sources)
        {
            if (Find(source, steps) is not { } value)
                continue;
            if (HoldsSecret(value))
                return Secret;
            var text = WithoutEmpty(value)?.ToJsonString(Readable) ?? "nothing";
            return text.Length > LongestValue ? text[..LongestValue] + "…" : text;
        }

        return "nothing";
    }

    /// <summary>States name every property that a type has, most of them without a value.</summary>
    private static JsonNode? WithoutEmpty(JsonNode? value) => value switch
    {
        JsonObject map when Members(map) is { Count: > 0 } kept => kept,
        JsonArray list when list.Select(WithoutEmpty).ToArray() is { Length: > 0 } kept => new JsonArray(kept),
        JsonObject or JsonArray => null,
        _ => value?.DeepClone(),
    };

    private static JsonObject Members(JsonObject map) =>
        new(map.Select(member => KeyValuePair.Create(member.Key, member.Value is JsonValue text && text.ToString().Length == 0 ? null : WithoutEmpty(member.Value))).Where(member => member.Value is not null));

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
