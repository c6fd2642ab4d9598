using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulumi.Automation.Serialization;

/// <summary>Reads what the CLI writes as JSON. What is left out is null, empty or false: the CLI omits what has its default.</summary>
internal static class JsonNodeExtensions
{
    public static string Text(this JsonObject json, string name) => json.OptionalText(name) ?? "";

    public static string? OptionalText(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => other.ToJsonString(),
    };

    public static bool? OptionalFlag(this JsonObject json, string name) => json[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static int? OptionalInteger(this JsonObject json, string name) => (int?)json.OptionalLong(name);

    public static long? OptionalLong(this JsonObject json, string name)
        => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long)value.Number()
            : null;

    public static DateTimeOffset? OptionalTime(this JsonObject json, string name)
        => DateTimeOffset.TryParse(json.OptionalText(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static ImmutableArray<string>? OptionalTexts(this JsonObject json, string name)
        => json[name] is JsonArray items ? [.. items.Select(item => item?.ToString() ?? "")] : null;

    public static ImmutableDictionary<string, string> Texts(this JsonObject json, string name)
        => json[name] is JsonObject map ? map.ToImmutableDictionary(member => member.Key, member => member.Value?.ToString() ?? "", StringComparer.Ordinal) : ImmutableDictionary<string, string>.Empty;

    public static ImmutableDictionary<string, object> Objects(this JsonObject json, string name)
        => json[name] is JsonObject map ? map.ToImmutableDictionary(member => member.Key, member => member.Value.ToObject()!, StringComparer.Ordinal) : ImmutableDictionary<string, object>.Empty;

    /// <summary>
    /// The value as the SDK gives it to programs: whole numbers are <see cref="long"/>, text that is an ISO 8601 time is <see cref="DateTime"/>,
    /// arrays are <c>object[]</c>, objects <see cref="Dictionary{TKey,TValue}"/>.
    /// </summary>
    public static object? ToObject(this JsonNode? node)
    {
        switch (node)
        {
            case null:
                return null;
            case JsonArray items:
                return items.Select(ToObject).ToArray();
            case JsonObject members:
                return members.ToDictionary(member => member.Key, member => member.Value.ToObject(), StringComparer.Ordinal);
        }
        switch (node.GetValueKind())
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number:
                return long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : (object)node.Number();
            default:
                var text = node.GetValue<string>();
                return MayBeTime(text) && JsonSerializer.SerializeToElement(text).TryGetDateTime(out var time) ? time : (object)text;
        }
    }

    private static double Number(this JsonNode node) => double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool MayBeTime(string text) => text.Length is >= 10 and <= 40 && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]);
}
