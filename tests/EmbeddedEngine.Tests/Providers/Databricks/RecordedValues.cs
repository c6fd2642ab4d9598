using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

/// <summary>Property values in the protocol's JSON form, and back.</summary>
internal static class RecordedValues
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private const string Signature = "4dabf18193072939515e22adb298388d";

    public static PropertyMap Map(JsonNode? node) => node is JsonObject item
        ? PropertyMap.From(item.Select(member => KeyValuePair.Create(member.Key, Value(member.Value))))
        : PropertyMap.Empty;

    /// <summary>Secrets are shown as their plain values.</summary>
    public static string Text(PropertyMap map) => Node(new ObjectValue(map))!.ToJsonString(Options);

    public static string Text(JsonNode? node) => Text(Map(node));

    private static JsonSerializerOptions Options { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static PropertyValue Value(JsonNode? node) => node switch
    {
        null => PropertyValue.Null,
        JsonArray list => new ArrayValue([.. list.Select(Value)]),
        JsonObject item when item.ContainsKey(Signature) => Value(item["value"]),
        JsonObject item => Map(item),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>() is var text && text == Unknown ? PropertyValue.Unknown : (PropertyValue)text,
            JsonValueKind.Number => value.GetValue<double>(),
            _ => value.GetValue<bool>(),
        },
        _ => throw new InvalidOperationException(),
    };

    private static JsonNode? Node(PropertyValue value) => value switch
    {
        NullValue => null,
        UnknownValue => "<unknown>",
        SecretValue secret => Node(secret.Element),
        StringValue text => text.Value,
        BoolValue flag => flag.Value,
        NumberValue number => JsonNode.Parse(number.Value.ToString("R", CultureInfo.InvariantCulture)),
        ArrayValue list => new JsonArray([.. list.Items.Select(Node)]),
        ObjectValue item => new JsonObject(item.Properties.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Node(member.Value)))),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };
}
