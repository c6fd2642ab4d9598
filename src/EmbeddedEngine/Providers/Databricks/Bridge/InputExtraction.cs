using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>The inputs that a read object stands for.</summary>
internal static class InputExtraction
{
    /// <summary>A refresh: the inputs that were there take the values of the state; a default that changed is no default any more.</summary>
    public static PropertyMap Refresh(ObjectSchema schema, PropertyMap oldInputs, PropertyMap state) => RefreshObject(schema, oldInputs, state).Inputs;

    /// <summary>An import: whatever the state has that can be an input and is neither empty nor a default.</summary>
    public static PropertyMap Import(ObjectSchema schema, PropertyMap state)
    {
        var inputs = new Dictionary<string, PropertyValue>(StringComparer.Ordinal) { [PropertyValues.Defaults] = PropertyValues.EmptyList };
        foreach (var property in schema.Ordered)
        {
            if (!property.IsInput || !state.TryGetValue(property.Name, out var raw))
                continue;
            var value = ImportValue(property, PropertyValues.Plain(raw));
            if (!property.Required && IsDefaultOrZero(property, value))
                continue;
            inputs[property.Name] = raw is SecretValue || property.Secret ? new SecretValue(value) : value;
        }

        return PropertyMap.From(inputs);
    }

    private static bool IsDefaultOrZero(PropertySchema property, PropertyValue value) =>
        (property.Default ?? property.SilentDefault) is { } fallback ? fallback.Equals(value) : PropertyValues.IsZero(value);

    private static PropertyValue ImportValue(PropertySchema property, PropertyValue value) => (property.Object, value) switch
    {
        ({ } nested, ObjectValue item) => Import(nested, item.Properties),
        ({ } nested, ArrayValue list) => PropertyValues.List(list.Items.Select(item => PropertyValues.Plain(item) is ObjectValue element ? Import(nested, element.Properties) : item)),
        // The real provider lists defaults in maps as well, where they have no meaning.
        (null, ObjectValue map) => map.Properties.Set(PropertyValues.Defaults, PropertyValues.EmptyList),
        _ => value,
    };

    private static (PropertyMap Inputs, bool PossibleDefault) RefreshObject(ObjectSchema? schema, PropertyMap olds, PropertyMap state)
    {
        var hasDefaults = olds.TryGetValue(PropertyValues.Defaults, out var list) && list is ArrayValue;
        var defaults = olds.Texts(PropertyValues.Defaults).ToHashSet(StringComparer.Ordinal);
        var inputs = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        var allSame = true;
        foreach (var (key, old) in olds)
        {
            if (key == PropertyValues.Defaults)
                continue;
            var same = false;
            if (state.TryGetValue(key, out var now))
            {
                var property = schema?.Properties.GetValueOrDefault(key);
                (var value, same) = RefreshValue(property, PropertyValues.Plain(old), PropertyValues.Plain(now));
                inputs[key] = old is SecretValue || property is { Secret: true } ? new SecretValue(value) : value;
            }

            if (!same)
            {
                allSame = false;
                defaults.Remove(key);
            }
        }

        if (hasDefaults)
            inputs[PropertyValues.Defaults] = PropertyValues.TextList(defaults.Order(StringComparer.Ordinal));
        return (PropertyMap.From(inputs), allSame || !hasDefaults);
    }

    private static (PropertyValue Value, bool Same) RefreshValue(PropertySchema? property, PropertyValue old, PropertyValue now)
    {
        switch (old, now)
        {
            case (ArrayValue olds, ArrayValue news):
                return RefreshList(property, olds, news);
            case (ObjectValue item, ObjectValue state):
                var (inputs, same) = RefreshObject(property?.Object, item.Properties, state.Properties);
                return (inputs, same);
            default:
                return (now, old.Equals(now));
        }
    }

    private static (PropertyValue Value, bool Same) RefreshList(PropertySchema? property, ArrayValue olds, ArrayValue news)
    {
        var matches = property?.Shape == PropertyShape.Set ? MatchSet(olds, news) : null;
        var result = new List<PropertyValue>();
        var allSame = true;
        for (var index = 0; index < olds.Items.Length; index++)
        {
            var at = matches is null ? index : matches.GetValueOrDefault(index, -1);
            if (at < 0 || at >= news.Items.Length)
            {
                allSame = false;
                continue;
            }

            var (value, same) = RefreshValue(property, PropertyValues.Plain(olds.Items[index]), PropertyValues.Plain(news.Items[at]));
            allSame &= same;
            result.Add(value);
        }

        return (PropertyValues.List(result), allSame);
    }

    /// <summary>Elements by likeness: a field that both have counts one, with the same value three. Null for plain values, which go by position.</summary>
    private static Dictionary<int, int>? MatchSet(ArrayValue olds, ArrayValue news)
    {
        if (!olds.Items.Concat(news.Items).All(item => PropertyValues.Plain(item) is ObjectValue))
            return null;
        var candidates =
            from old in olds.Items.Select((item, index) => (Fields: ((ObjectValue)PropertyValues.Plain(item)).Properties, Index: index))
            from now in news.Items.Select((item, index) => (Fields: ((ObjectValue)PropertyValues.Plain(item)).Properties, Index: index))
            let score = old.Fields.Sum(field => now.Fields.TryGetValue(field.Key, out var other) ? other.Equals(field.Value) ? 3 : 1 : 0)
            orderby score descending
            select (Old: old.Index, New: now.Index);
        var matches = new Dictionary<int, int>();
        var used = new HashSet<int>();
        foreach (var (old, now) in candidates)
        {
            if (!matches.ContainsKey(old) && used.Add(now))
                matches[old] = now;
        }

        return matches;
    }
}
