using System.Text.Json.Nodes;

namespace Provisioner.ReverseReader;

/// <summary>Scalars of API answers as text: ids and states come as texts or as numbers.</summary>
internal static class JsonText
{
    /// <summary>Null for what is no scalar.</summary>
    public static string? Of(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value => value.ToJsonString(),
        _ => null,
    };
}
