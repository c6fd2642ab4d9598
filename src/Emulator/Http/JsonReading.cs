using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Http;

/// <summary>Typed access to bodies. A value of another type is refused as the APIs do; numbers may come as text, as the APIs accept them.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject from, string name) => from[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => throw Wrong(name, "a string"),
    };

    public static string RequiredText(this JsonObject from, string name) =>
        from.Text(name) is { Length: > 0 } text ? text : throw ApiRefusal.Invalid($"Missing required field: {name}");

    public static long? Whole(this JsonObject from, string name) => from[name] switch
    {
        null => null,
        JsonValue value when long.TryParse(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => throw Wrong(name, "an integer"),
    };

    public static long RequiredWhole(this JsonObject from, string name) => from.Whole(name) ?? throw ApiRefusal.Invalid($"Missing required field: {name}");

    public static bool? Flag(this JsonObject from, string name) => from[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && bool.TryParse(value.GetValue<string>(), out var flag) => flag,
        _ => throw Wrong(name, "a boolean"),
    };

    public static JsonObject? Object(this JsonObject from, string name) => from[name] switch
    {
        null => null,
        JsonObject value => value,
        _ => throw Wrong(name, "an object"),
    };

    public static IReadOnlyList<JsonObject> Items(this JsonObject from, string name) => from[name] switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item as JsonObject ?? throw Wrong(name, "a list of objects"))],
        _ => throw Wrong(name, "a list"),
    };

    public static IReadOnlyList<string> Texts(this JsonObject from, string name) => from[name] switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : throw Wrong(name, "a list of strings"))],
        _ => throw Wrong(name, "a list"),
    };

    public static JsonObject Copy(this JsonObject from) => (JsonObject)from.DeepClone();

    /// <summary>Copies the named values that are there.</summary>
    public static void Take(this JsonObject to, JsonObject from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (from[name] is { } value) to[name] = value.DeepClone();
        }
    }

    public static JsonArray ToJsonArray(this IEnumerable<JsonObject> objects) => [.. objects.Select(JsonNode? (o) => o.DeepClone())];

    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => [.. texts.Select(JsonNode? (t) => JsonValue.Create(t))];

    private static ApiRefusal Wrong(string name, string expected) => ApiRefusal.Malformed($"Could not parse request object: Expected '{name}' to be {expected}");
}
