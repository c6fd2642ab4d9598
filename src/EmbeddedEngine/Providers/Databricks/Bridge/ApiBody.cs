using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>From a planned state to the body of a request: what is empty is left out unless the API requires it.</summary>
internal static class ApiBody
{
    public static JsonObject Create(ObjectSchema schema, PropertyMap planned, Func<PropertySchema, bool>? include = null)
    {
        var body = new JsonObject();
        foreach (var property in schema.Ordered)
        {
            if (include is not null && !include(property))
                continue;
            if (planned.Get(property.Name) is { } value && ToNode(property, value) is { } node)
                body[property.ApiName] = node;
        }

        return body;
    }

    private static JsonNode? ToNode(PropertySchema property, PropertyValue value)
    {
        // A block that is there is sent, even with nothing in it.
        if (property is { Object: { } nested, Shape: PropertyShape.Single })
            return value is ObjectValue item ? Create(nested, item.Properties) : null;
        if (value is UnknownValue or NullValue || (PropertyValues.IsZero(value) && !property.Required))
            return null;
        return value switch
        {
            ArrayValue list => new JsonArray([.. (property.Shape == PropertyShape.Set ? SetOrder.SortBody(property, list.Items) : list.Items).Select(item => ElementNode(property, PropertyValues.Plain(item)))]),
            ObjectValue map => new JsonObject(map.Properties.Where(item => !PropertyValues.IsReserved(item.Key))
                .Select(item => KeyValuePair.Create(item.Key, ScalarNode(PropertyValues.Plain(item.Value), property.Scalar)))),
            _ => ScalarNode(value, property.Scalar),
        };
    }

    private static JsonNode? ElementNode(PropertySchema property, PropertyValue item) =>
        property.Object is { } nested ? item is ObjectValue value ? Create(nested, value.Properties) : null : ScalarNode(item, property.Scalar);

    private static JsonNode? ScalarNode(PropertyValue value, ScalarKind kind) => value switch
    {
        StringValue text => JsonValue.Create(text.Value),
        BoolValue flag => JsonValue.Create(flag.Value),
        NumberValue number when kind == ScalarKind.Integer || number.Value == Math.Truncate(number.Value) => JsonValue.Create((long)number.Value),
        NumberValue number => JsonValue.Create(number.Value),
        _ => null,
    };
}
