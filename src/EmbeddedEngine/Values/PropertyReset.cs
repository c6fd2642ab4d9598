namespace Provisioner.EmbeddedEngine.Values;

/// <summary>
/// Puts the value that a place has in old properties back into new ones: what <c>ignoreChanges</c> does. Lists keep their length, and no
/// object or list that is missing on the way is made.
/// </summary>
public static class PropertyReset
{
    /// <param name="complete">False when some place that the path names is in one side only and so cannot be reset.</param>
    public static PropertyMap Apply(PropertyPath path, PropertyMap oldProperties, PropertyMap newProperties, out bool complete)
    {
        (complete, var value) = Reset(path, 0, oldProperties, newProperties, oldSecret: false, newSecret: false);
        return value is ObjectValue { Properties: var properties } ? properties : newProperties;
    }

    private static (bool Complete, PropertyValue? Value) Reset(PropertyPath path, int at, PropertyValue? oldValue, PropertyValue? newValue, bool oldSecret, bool newSecret)
    {
        if (at >= path.Elements.Length)
        {
            return (false, newValue);
        }

        (oldValue, var unwrappedOld) = Unwrap(oldValue);
        (newValue, var unwrappedNew) = Unwrap(newValue);
        oldSecret |= unwrappedOld;
        newSecret |= unwrappedNew;

        var element = path.Elements[at];
        var isLast = at == path.Elements.Length - 1;
        var (complete, value) = element switch
        {
            { IsWildcard: true } when isLast => ResetAll(oldValue, newValue, oldSecret, newSecret),
            { IsWildcard: true } => ResetInAll(path, at, oldValue, newValue, oldSecret, newSecret),
            { Name: { } name } when isLast => ResetName(name, oldValue, newValue, oldSecret, newSecret),
            { Name: { } name } => ResetInName(path, at, name, oldValue, newValue, oldSecret, newSecret),
            _ when isLast => ResetIndex(element.Index, oldValue, newValue, oldSecret, newSecret),
            _ => ResetInIndex(path, at, element.Index, oldValue, newValue, oldSecret, newSecret),
        };
        return (complete, unwrappedNew && value is not null ? new SecretValue(value) : value);
    }

    private static (bool Complete, PropertyValue? Value) ResetIndex(int index, PropertyValue? oldValue, PropertyValue? newValue, bool oldSecret, bool newSecret)
    {
        if (index < 0)
        {
            return (false, newValue);
        }

        if (oldValue is not ArrayValue oldArray || newValue is not ArrayValue newArray)
        {
            return (oldValue is not ArrayValue && newValue is not ArrayValue, newValue);
        }

        var inOld = index < oldArray.Items.Length;
        var inNew = index < newArray.Items.Length;
        return inOld && inNew
            ? (true, new ArrayValue(newArray.Items.SetItem(index, Kept(oldArray.Items[index], oldSecret, newSecret))))
            : (!inOld && !inNew, newValue);
    }

    private static (bool Complete, PropertyValue? Value) ResetInIndex(
        PropertyPath path, int at, int index, PropertyValue? oldValue, PropertyValue? newValue, bool oldSecret, bool newSecret)
    {
        if (oldValue is not ArrayValue oldArray || newValue is not ArrayValue newArray)
        {
            return (index >= 0 && oldValue is not ArrayValue && newValue is not ArrayValue, newValue);
        }

        if (index < 0 || index >= oldArray.Items.Length || index >= newArray.Items.Length)
        {
            return (false, newValue);
        }

        var (complete, item) = Reset(path, at + 1, oldArray.Items[index], newArray.Items[index], oldSecret, newSecret);
        return (complete, new ArrayValue(newArray.Items.SetItem(index, item!)));
    }

    private static (bool Complete, PropertyValue? Value) ResetName(string name, PropertyValue? oldValue, PropertyValue? newValue, bool oldSecret, bool newSecret)
    {
        if (oldValue is ObjectValue oldObject && oldObject.Properties.TryGetValue(name, out var kept))
        {
            return newValue is ObjectValue newObject ? (true, newObject.Properties.Set(name, Kept(kept, oldSecret, newSecret))) : (false, newValue);
        }

        return (true, newValue is ObjectValue withIt ? withIt.Properties.Remove(name) : newValue);
    }

    private static (bool Complete, PropertyValue? Value) ResetInName(
        PropertyPath path, int at, string name, PropertyValue? oldValue, PropertyValue? newValue, bool oldSecret, bool newSecret)
    {
        if (oldValue is not ObjectValue oldObject || newValue is not ObjectValue newObject)
        {
            return (oldValue is not ObjectValue && newValue is not ObjectValue, newValue);
        }

        var inOld = oldObject.Properties.TryGetValue(name, out var oldInner);
        var inNew = newObject.Properties.TryGetValue(name, out var newInner);
        if (!inNew)
        {
            return (!inOld, newValue);
        }

        var (complete, inner) = Reset(path, at + 1, oldInner, newInner, oldSecret, newSecret);
        return (complete, newObject.Properties.Set(name, inner!));
    }

    private static (bool Complete, PropertyValue? Value) ResetAll(PropertyValue? oldValue, PropertyValue? newValue, bool oldSecret, bool newSecret)
    {
        switch (oldValue, newValue)
        {
            case (ObjectValue oldObject, ObjectValue):
                return (true, PropertyMap.From(oldObject.Properties.Select(p => KeyValuePair.Create(p.Key, Kept(p.Value, oldSecret, newSecret)))));
            case (ArrayValue oldArray, ArrayValue newArray):
                var items = newArray.Items.Select((item, i) => i < oldArray.Items.Length ? Kept(oldArray.Items[i], oldSecret, newSecret) : item);
                return (oldArray.Items.Length == newArray.Items.Length, new ArrayValue([.. items]));
            default:
                return (newValue is ObjectValue or ArrayValue, newValue);
        }
    }

    private static (bool Complete, PropertyValue? Value) ResetInAll(
        PropertyPath path, int at, PropertyValue? oldValue, PropertyValue? newValue, bool oldSecret, bool newSecret)
    {
        switch (oldValue, newValue)
        {
            case (ObjectValue oldObject, ObjectValue newObject):
                var properties = newObject.Properties;
                foreach (var (name, oldInner) in oldObject.Properties)
                {
                    if (!properties.TryGetValue(name, out var newInner))
                    {
                        return (false, properties);
                    }

                    var (whole, inner) = Reset(path, at + 1, oldInner, newInner, oldSecret, newSecret);
                    properties = properties.Set(name, inner!);
                    if (!whole)
                    {
                        return (false, properties);
                    }
                }

                return (true, properties);
            case (ArrayValue oldArray, ArrayValue newArray):
                var items = newArray.Items;
                for (var i = 0; i < Math.Min(items.Length, oldArray.Items.Length); i++)
                {
                    var (whole, item) = Reset(path, at + 1, oldArray.Items[i], items[i], oldSecret, newSecret);
                    items = items.SetItem(i, item!);
                    if (!whole)
                    {
                        return (false, new ArrayValue(items));
                    }
                }

                return (oldArray.Items.Length == items.Length, new ArrayValue(items));
            default:
                return (false, newValue);
        }
    }

    /// <summary>An old value that was secret through what it was in stays secret where it is put.</summary>
    private static PropertyValue Kept(PropertyValue value, bool oldSecret, bool newSecret) => oldSecret && !newSecret ? value.AsSecret() : value;

    private static (PropertyValue? Value, bool WasSecret) Unwrap(PropertyValue? value) =>
        value is SecretValue secret ? (Unwrap(secret.Element).Value, true) : (value, false);
}
