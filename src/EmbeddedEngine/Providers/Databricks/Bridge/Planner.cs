using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// The state that new inputs ask for. What is computed and not given keeps its old value (unknown at a creation); what is not given and
/// not computed goes, unless the platform's value is to be left alone; an empty value and none are the same.
/// </summary>
internal static class Planner
{
    /// <param name="prior">Null for a creation.</param>
    public static PropertyMap Plan(ObjectSchema schema, PropertyMap? prior, PropertyMap inputs)
    {
        var planned = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var property in schema.Ordered)
            planned[property.Name] = PlanProperty(property, prior is null ? null : prior.Get(property.Name) ?? PropertyValue.Null, inputs.Get(property.Name), isNested: false);
        if (prior is not null && prior.TryGetValue("id", out var id))
            planned["id"] = id;
        return PropertyMap.From(planned);
    }

    /// <param name="prior">Null where there is no old object; <see cref="PropertyValue.Null"/> where it has no value.</param>
    private static PropertyValue PlanProperty(PropertySchema property, PropertyValue? prior, PropertyValue? input, bool isNested)
    {
        if (input is null)
            return PlanOmitted(property, prior, isNested);
        if (input is UnknownValue)
            return input;
        if (prior is not null && IsSuppressed(property, prior, input))
            return prior;
        return (property.Object, property.Shape, input) switch
        {
            ({ } nested, PropertyShape.Single, ObjectValue item) => PlanObject(nested, prior, item.Properties),
            ({ } nested, PropertyShape.List, ArrayValue list) => PlanList(nested, prior, list),
            ({ } nested, PropertyShape.Set, ArrayValue list) => PropertyValues.List(SetOrder.SortState(list.Items.Select(item => PlanSetElement(nested, PropertyValues.Plain(item))))),
            (null, PropertyShape.Set, ArrayValue list) when !list.Items.Any(PropertyValues.HasUnknowns) => PropertyValues.List(SetOrder.SortState(list.Items.Select(PropertyValues.Plain))),
            (null, PropertyShape.List, ArrayValue list) => PropertyValues.List(list.Items.Select(PropertyValues.Plain)),
            (null, PropertyShape.Map, ObjectValue map) => PropertyMap.From(map.Properties.Where(item => !PropertyValues.IsReserved(item.Key))
                .Select(item => KeyValuePair.Create(item.Key, PropertyValues.Plain(item.Value)))),
            _ => input,
        };
    }

    private static PropertyValue PlanOmitted(PropertySchema property, PropertyValue? prior, bool isNested)
    {
        if (prior is null)
        {
            return property.Computed ? PropertyValue.Unknown
                : property.Default ?? property.SilentDefault ?? ApiState.Empty(property);
        }

        if (property.Computed || property.KeepsWhenOmitted || (property.OmittedValue is { } omitted && prior is StringValue { Value: var text } && text == omitted))
            return prior;
        if ((property.Default ?? property.SilentDefault) is { } fallback && !isNested)
            return fallback;
        return PropertyValues.IsZero(prior) ? prior : property is { Object: not null, Shape: not PropertyShape.Single } ? PropertyValues.EmptyList : PropertyValue.Null;
    }

    private static bool IsSuppressed(PropertySchema property, PropertyValue prior, PropertyValue input) =>
        (PropertyValues.IsZero(prior) && PropertyValues.IsZero(input) && property.Object is null)
        || (property.Sameness is { } same && prior is StringValue live && input is StringValue asked && same(live.Value, asked.Value));

    private static PropertyValue PlanObject(ObjectSchema schema, PropertyValue? prior, PropertyMap inputs)
    {
        var old = (prior as ObjectValue)?.Properties;
        return PropertyMap.From(schema.Ordered.Select(field => KeyValuePair.Create(
            field.Name, PlanProperty(field, old is null ? null : old.Get(field.Name) ?? PropertyValue.Null, inputs.Get(field.Name), isNested: true))));
    }

    private static ArrayValue PlanList(ObjectSchema schema, PropertyValue? prior, ArrayValue inputs)
    {
        var olds = prior is ArrayValue list ? list.Items : [];
        return PropertyValues.List(inputs.Items.Select((item, index) => PropertyValues.Plain(item) is ObjectValue element
            ? PlanObject(schema, index < olds.Length ? PropertyValues.Plain(olds[index]) : null, element.Properties)
            : PropertyValues.Plain(item)));
    }

    // Elements of a set have no identity: each is planned as if it were new, with its fields' zero values.
    private static PropertyValue PlanSetElement(ObjectSchema schema, PropertyValue item) => item is not ObjectValue element
        ? item
        : PropertyMap.From(schema.Ordered.Select(field => KeyValuePair.Create(field.Name, element.Properties.Get(field.Name) switch
        {
            null => ApiState.Zero(field),
            ArrayValue list when field.Shape == PropertyShape.Set && !list.Items.Any(PropertyValues.HasUnknowns) => PropertyValues.List(SetOrder.SortState(list.Items.Select(PropertyValues.Plain))),
            var value => value,
        })));
}
