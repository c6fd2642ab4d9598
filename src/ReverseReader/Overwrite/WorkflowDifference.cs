using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioner.ReverseReader.Overwrite;

/// <summary>One place where the live workflow and the requested one differ.</summary>
/// <param name="Path">For example <c>tasks[report].notebook_task.notebook_path</c>.</param>
/// <param name="Live">JSON text; null when the live workflow does not have it.</param>
/// <param name="Requested">JSON text; null when the request does not have it.</param>
public sealed record WorkflowDifference(string Path, string? Live, string? Requested)
{
    private const int MaxValueLength = 200;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string ToString() => $"{Path}: live {Shown(Live)}, requested {Shown(Requested)}";

    /// <summary>Compares two settings in the form of <see cref="WorkflowForm"/>.</summary>
    internal static IEnumerable<WorkflowDifference> Between(JsonObject live, JsonObject requested) => Members(live, requested, "", "");

    private static IEnumerable<WorkflowDifference> Members(JsonObject? live, JsonObject? requested, string path, string member)
    {
        var keyed = WorkflowForm.KeyedLists.ContainsKey(member);
        return Names(live).Union(Names(requested), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .SelectMany(name => Values(live?[name], requested?[name], path.Length == 0 ? name : keyed ? $"{path}[{name}]" : $"{path}.{name}", name, keyed));
    }

    /// <param name="isItem">An item of a keyed list: it is there or not, whatever it holds.</param>
    private static IEnumerable<WorkflowDifference> Values(JsonNode? live, JsonNode? requested, string path, string member, bool isItem)
    {
        if (JsonNode.DeepEquals(live, requested))
            return [];
        // A whole list that one side lacks is told item by item.
        if (!isItem && WorkflowForm.KeyedLists.ContainsKey(member) && (live ?? requested) is JsonObject && (live is null || requested is null))
            return Members(live as JsonObject, requested as JsonObject, path, member);
        if (live is null || requested is null)
            return !isItem && ServerDefaults.IsDefault(member, live ?? requested) ? [] : [new WorkflowDifference(path, live?.ToJsonString(Readable), requested?.ToJsonString(Readable))];
        if (live is JsonObject left && requested is JsonObject right)
            return Members(left, right, path, isItem ? "" : member);
        if (live is JsonArray before && requested is JsonArray after && before.Count == after.Count)
            return Enumerable.Range(0, before.Count).SelectMany(index => Values(before[index], after[index], $"{path}[{index}]", "", isItem: true));
        return [new WorkflowDifference(path, live.ToJsonString(Readable), requested.ToJsonString(Readable))];
    }

    private static IEnumerable<string> Names(JsonObject? node) => node?.Select(item => item.Key) ?? [];

    private static string Shown(string? value) => value switch
    {
        null => "nothing",
        { Length: > MaxValueLength } => value[..MaxValueLength] + "…",
        _ => value,
    };
}
