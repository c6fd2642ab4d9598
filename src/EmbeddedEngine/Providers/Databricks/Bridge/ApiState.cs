using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// From an answer of the API to the state. What the API leaves empty keeps what the state has; what the program never set is not taken
/// over from the platform, except when the object is new to the state (created just now, or imported).
/// </summary>
internal static class ApiState
{
    /// <param name="prior">The planned state after a creation or update, the old state on a refresh, nothing on an import.</param>
    /// <param name="isNew">The object was created just now, or is imported.</param>
    /// <param name="isRead">The properties that the answer may hold; null means all that the schema knows.</param>
    public static PropertyMap Merge(ObjectSchema schema, PropertyMap prior, JsonObject answer, bool isNew, Func<PropertySchema, bool>? isRead = null)
    {
        var state = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var property in schema.Ordered)
        {
            var old = prior.Get(property.Name);
            if (old is UnknownValue)
                old = null;
            state[property.Name] = (isRead is null || isRead(property)) && Take(property, answer[property.ApiName], old, isNew) is { } taken
                ? taken
                : ZeroFilled(property, old) ?? property.Default ?? property.SilentDefault ?? Empty(property);
        }

        return PropertyMap.From(state);
    }

    /// <summary>The value of a top-level property that nobody set: repeated blocks are empty lists, everything else is null.</summary>
    public static PropertyValue Empty(PropertySchema property) =>
        property is { Object: not null, Computed: false, Shape: PropertyShape.List or PropertyShape.Set } ? PropertyValues.EmptyList : PropertyValue.Null;

    /// <summary>After a read, lists and maps inside of blocks are empty, not null; inside of blocks that came with an update they stay null.</summary>
    /// <param name="olds">The old state of an update, the state itself after a read.</param>
    public static PropertyMap FillNested(ObjectSchema schema, PropertyMap state, PropertyMap olds) => PropertyMap.From(state.Select(item =>
        KeyValuePair.Create(item.Key, schema.Properties.TryGetValue(item.Key, out var property) ? FillNested(property, item.Value, olds.Get(item.Key)) : item.Value)));

    /// <summary>A nested object as the provider keeps it: every field is there.</summary>
    public static PropertyMap FromApi(ObjectSchema schema, JsonObject node) => PropertyMap.From(schema.Ordered.Select(property =>
        KeyValuePair.Create(property.Name, node[property.ApiName] is { } value ? FromApi(property, value) : Zero(property))));

    public static PropertyValue FromApi(PropertySchema property, JsonNode node) => (property.Shape, node) switch
    {
        (PropertyShape.Single, JsonObject item) when property.Object is not null => FromApi(property.Object, item),
        (PropertyShape.List, JsonArray list) => PropertyValues.List(list.Select(item => Element(property, item))),
        (PropertyShape.Set, JsonArray list) => PropertyValues.List(SetOrder.SortState(list.Select(item => Element(property, item)))),
        (PropertyShape.Map, JsonObject map) => PropertyMap.From(map.Select(item => KeyValuePair.Create(item.Key, Scalar(property, item.Value)))),
        _ => Scalar(property, node),
    };

    /// <summary>A field of a nested object that is not set: scalars have their zero value.</summary>
    public static PropertyValue Zero(PropertySchema property) => property switch
    {
        { Object: not null, Shape: PropertyShape.List or PropertyShape.Set } => PropertyValues.EmptyList,
        { Object: not null } or { Shape: not PropertyShape.Single } => PropertyValue.Null,
        { Scalar: ScalarKind.String } => "",
        { Scalar: ScalarKind.Boolean } => false,
        _ => 0.0,
    };

    private static PropertyValue? Take(PropertySchema property, JsonNode? node, PropertyValue? old, bool isNew)
    {
        var isNumberOrFlag = property.IsScalar && property.Scalar != ScalarKind.String;
        if (!isNew && !property.Computed && property.Scalar != ScalarKind.Boolean && PropertyValues.IsZero(old))
            return null;
        if (node is null)
            return isNumberOrFlag && property.IsInput ? Zero(property) : property.IsInput ? null : property.IsScalar ? Zero(property) : property.Shape == PropertyShape.Map ? PropertyValues.EmptyMap : null;
        var value = FromApi(property, node);
        var isEmpty = !isNumberOrFlag && (property is { Object: not null, Shape: PropertyShape.Single } ? node is JsonObject { Count: 0 } : PropertyValues.IsZero(value));
        return isEmpty && property.IsInput ? null : value;
    }

    private static PropertyValue Element(PropertySchema property, JsonNode? item) =>
        property.Object is not null && item is JsonObject nested ? FromApi(property.Object, nested) : Scalar(property, item);

    private static PropertyValue Scalar(PropertySchema property, JsonNode? node) => (property.Scalar, node?.GetValueKind()) switch
    {
        (_, null or JsonValueKind.Null) => property.Shape == PropertyShape.Single ? Zero(property) : PropertyValue.Null,
        (ScalarKind.String, JsonValueKind.String) => node!.GetValue<string>(),
        (ScalarKind.String, _) => node!.ToJsonString(),
        (ScalarKind.Boolean, JsonValueKind.True) => true,
        (ScalarKind.Boolean, _) => node!.ToString() == "true",
        (_, JsonValueKind.Number) => node!.GetValue<double>(),
        _ => double.TryParse(node!.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0.0,
    };

    private static PropertyValue FillNested(PropertySchema property, PropertyValue value, PropertyValue? old) => (property.Object, value) switch
    {
        ({ }, NullValue) when property.Shape == PropertyShape.List => PropertyValues.EmptyList,
        ({ } nested, ObjectValue item) when old is ObjectValue before => FillFields(nested, item.Properties, before.Properties),
        ({ } nested, ArrayValue list) when old is ArrayValue before => PropertyValues.List(list.Items.Select((item, index) =>
            item is ObjectValue element && before.Items.ElementAtOrDefault(index) is ObjectValue oldElement ? FillFields(nested, element.Properties, oldElement.Properties) : item)),
        _ => value,
    };

    private static PropertyValue FillFields(ObjectSchema schema, PropertyMap fields, PropertyMap olds) => PropertyMap.From(schema.Ordered.Select(property =>
    {
        var value = fields.TryGetValue(property.Name, out var field) ? field : PropertyValue.Null;
        return KeyValuePair.Create(property.Name, value is NullValue && property is { Object: null, Shape: not PropertyShape.Single }
            ? property.Shape == PropertyShape.Map ? PropertyValues.EmptyMap : PropertyValues.EmptyList
            : FillNested(property, value, olds.Get(property.Name)));
    }));

    // What was planned for a block and not answered: its fields have their zero values from now on.
    private static PropertyValue? ZeroFilled(PropertySchema property, PropertyValue? value) => (property.Object, value) switch
    {
        ({ } nested, ObjectValue item) => ZeroFields(nested, item.Properties),
        ({ } nested, ArrayValue list) => PropertyValues.List(list.Items.Select(item => item is ObjectValue element ? ZeroFields(nested, element.Properties) : item)),
        _ => value,
    };

    private static PropertyValue ZeroFields(ObjectSchema schema, PropertyMap fields) => PropertyMap.From(schema.Ordered.Select(property =>
        KeyValuePair.Create(property.Name, fields.Get(property.Name) is { } value and not UnknownValue ? ZeroFilled(property, value)! : Zero(property))));
}
