using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary>Properties of azure-native have the names of the Azure API: they go over as they are.</summary>
internal static class AzureValues
{
    public static JsonNode? ToJson(PropertyValue value) => PropertyValues.Plain(value) switch
    {
        StringValue text => JsonValue.Create(text.Value),
        BoolValue flag => JsonValue.Create(flag.Value),
        NumberValue number when number.Value == Math.Truncate(number.Value) => JsonValue.Create((long)number.Value),
        NumberValue number => JsonValue.Create(number.Value),
        ArrayValue list => new JsonArray([.. list.Items.Select(ToJson)]),
        ObjectValue item => ToJson(item.Properties),
        _ => null,
    };

    public static JsonObject ToJson(PropertyMap map) => new(map.Where(item => !PropertyValues.IsReserved(item.Key)).Select(item => KeyValuePair.Create(item.Key, ToJson(item.Value))));

    public static PropertyValue FromJson(JsonNode? node) => node switch
    {
        null => PropertyValue.Null,
        JsonArray list => PropertyValues.List(list.Select(FromJson)),
        JsonObject item => PropertyMap.From(item.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, FromJson(member.Value)))),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => node.GetValue<double>(),
            JsonValueKind.True => true,
            _ => false,
        },
    };

    /// <summary>An answer of Azure as outputs: the members of <c>properties</c> stand beside the others.</summary>
    public static PropertyMap Outputs(AzureResourceSchema schema, JsonObject answer, string apiVersion)
    {
        var members = (answer["properties"] as JsonObject ?? []).Concat(answer.Where(member => member.Key != "properties"));
        return PropertyMap.From(members.Where(member => schema.Outputs.ContainsKey(member.Key) && member.Value is not null)
                .GroupBy(member => member.Key, StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create(group.Key, FromJson(group.Last().Value))))
            .Set("azureApiVersion", apiVersion);
    }
}
