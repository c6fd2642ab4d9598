using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Provisioner.Emulator.Tests.Replay;

/// <summary>Which emulated id stands for which recorded one; learned from answers, applied to later requests.</summary>
internal sealed class IdMap
{
    private static readonly HashSet<string> IdKeys = ["job_id", "id", "object_id", "credential_id", "pipeline_id", "statement_id", "metastore_id"];

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public void Learn(string recorded, string emulated) => _ids[recorded] = emulated;

    /// <summary>Learns from every place where both answers have an id.</summary>
    public void Learn(JsonNode? recorded, JsonNode? emulated)
    {
        if (recorded is JsonObject o && emulated is JsonObject other)
        {
            foreach (var (key, value) in o)
            {
                if (IdKeys.Contains(key) && value is JsonValue && other[key] is JsonValue found) Learn(value.ToString(), found.ToString());
                else Learn(value, other[key]);
            }
        }
        else if (recorded is JsonArray list && emulated is JsonArray otherList)
        {
            foreach (var (a, b) in list.Zip(otherList)) Learn(a, b);
        }
    }

    public string Apply(string path) =>
        Regex.Replace(path, @"(?<=[/=])[0-9a-fA-F-]+(?=$|[/&?])", m => _ids.GetValueOrDefault(m.Value, m.Value), RegexOptions.None, TimeSpan.FromSeconds(1));

    public JsonNode? Apply(JsonNode? body) => body switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, IdKeys.Contains(p.Key) && p.Value is JsonValue v ? Mapped(v) : Apply(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Apply)]),
        _ => body?.DeepClone(),
    };

    private JsonNode Mapped(JsonValue value)
    {
        if (!_ids.TryGetValue(value.ToString(), out var id)) return value.DeepClone();
        return value.GetValueKind() == JsonValueKind.Number ? JsonValue.Create(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)) : JsonValue.Create(id);
    }
}
