using System.Collections.Immutable;
using System.Text.Json;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>What the history keeps of one operation.</summary>
internal sealed record UpdateRecord
{
    /// <summary>update, refresh, destroy …</summary>
    public required string Kind { get; init; }

    /// <summary>Whole seconds since 1970, as <see cref="EndTime"/>.</summary>
    public required long StartTime { get; init; }

    public required long EndTime { get; init; }

    public string Message { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>By key; secrets as ciphertext.</summary>
    public ImmutableSortedDictionary<string, ConfigValue> Configuration { get; init; } = ImmutableSortedDictionary<string, ConfigValue>.Empty;

    public long Version { get; init; }

    /// <summary>succeeded or failed.</summary>
    public required string Result { get; init; }

    public ImmutableSortedDictionary<string, int> ResourceChanges { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    public GoJsonWriter ToJson()
    {
        var writer = new GoJsonWriter();
        writer.StartObject();
        writer.String("kind", Kind);
        writer.Name("startTime");
        writer.Integer(StartTime);
        writer.String("message", Message);
        writer.Name("environment");
        writer.StartObject();
        foreach (var (name, value) in Environment)
            writer.String(name, value);
        writer.EndObject();
        writer.Name("config");
        writer.StartObject();
        foreach (var (key, value) in Configuration)
        {
            writer.Name(key);
            value.WriteJson(writer);
        }
        writer.EndObject();
        writer.Name("version");
        writer.Integer(Version);
        writer.String("result", Result);
        writer.Name("endTime");
        writer.Integer(EndTime);
        if (!ResourceChanges.IsEmpty)
        {
            writer.Name("resourceChanges");
            writer.StartObject();
            foreach (var (name, count) in ResourceChanges.OrderBy(item => item.Key, StringComparer.Ordinal))
            {
                writer.Name(name);
                writer.Integer(count);
            }
            writer.EndObject();
        }
        writer.EndObject();
        return writer;
    }

    public static UpdateRecord Read(JsonElement json, string file)
    {
        var fields = new StateFields(json, file);
        return new UpdateRecord
        {
            Kind = fields.Text("kind"),
            StartTime = fields.Integer("startTime"),
            EndTime = fields.Integer("endTime"),
            Message = fields.Text("message"),
            Environment = Members(fields, "environment").ToImmutableSortedDictionary(m => m.Name, m => m.Value.ToString(), StringComparer.Ordinal),
            Configuration = Members(fields, "config").ToImmutableSortedDictionary(m => m.Name, m => ConfigValue.FromJson(m.Value), StringComparer.Ordinal),
            Version = fields.Integer("version"),
            Result = fields.Text("result"),
            ResourceChanges = Members(fields, "resourceChanges").ToImmutableSortedDictionary(
                m => m.Name, m => m.Value.TryGetInt32(out var count) ? count : 0, StringComparer.Ordinal),
        };
    }

    private static IEnumerable<JsonProperty> Members(StateFields fields, string name) =>
        fields.TryGet(name, out var json) && json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : [];
}
