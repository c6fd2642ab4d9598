using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// The detailed difference between the old state and the planned one, by property path: the rules of the real provider's bridge. Paths into
/// sets are those of the inputs, where an element can be told from them; else the whole set differs.
/// </summary>
internal sealed class Differ
{
    private readonly Dictionary<string, PropertyDiff> _differences = new(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, PropertyDiff> Compare(ObjectSchema schema, PropertyMap prior, PropertyMap planned, PropertyMap inputs)
    {
        var differ = new Differ();
        foreach (var property in schema.Ordered)
            differ.CompareProperty(property, property.Name, prior.Get(property.Name), planned.Get(property.Name), property.Replace, inputs.Get(property.Name));
        return differ._differences.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>The framework makes empty maps of the missing ones in blocks as soon as it plans a change; they show as additions.</summary>
    public static PropertyMap WithNestedMaps(ObjectSchema schema, PropertyMap planned) => PropertyMap.From(planned.Select(item =>
        KeyValuePair.Create(item.Key, schema.Properties.TryGetValue(item.Key, out var property) ? WithNestedMaps(property, item.Value) : item.Value)));

    private static PropertyValue WithNestedMaps(PropertySchema property, PropertyValue value) => (property.Object, value) switch
    {
        ({ } nested, ObjectValue item) => FillMaps(nested, item.Properties),
        ({ } nested, ArrayValue list) when property.Shape == PropertyShape.List =>
            PropertyValues.List(list.Items.Select(item => item is ObjectValue element ? FillMaps(nested, element.Properties) : item)),
        _ => value,
    };

    private static PropertyMap FillMaps(ObjectSchema schema, PropertyMap fields) => PropertyMap.From(fields.Select(field =>
        KeyValuePair.Create(field.Key, !schema.Properties.TryGetValue(field.Key, out var property) ? field.Value
            : property.Shape == PropertyShape.Map && field.Value is NullValue ? PropertyValues.EmptyMap
            : WithNestedMaps(property, field.Value))));

    private void CompareProperty(PropertySchema property, string path, PropertyValue? old, PropertyValue? planned, bool replace, PropertyValue? input)
    {
        old = Present(old);
        planned = Present(planned);
        if (old is null && planned is null)
            return;
        if (old is null || planned is null || planned is UnknownValue)
        {
            Note(path, old is null ? PropertyDiffKind.Add : planned is null ? PropertyDiffKind.Delete : PropertyDiffKind.Update, replace || HasReplacement(property, planned ?? old));
            return;
        }

        switch (property.Shape, old, planned)
        {
            case (PropertyShape.List, ArrayValue olds, ArrayValue news):
                CompareLists(property, path, olds.Items, news.Items, replace, input);
                break;
            case (PropertyShape.Set, ArrayValue olds, ArrayValue news):
                CompareSets(property, path, olds.Items, news.Items, replace, input);
                break;
            case (PropertyShape.Map, ObjectValue olds, ObjectValue news):
                CompareMaps(path, olds.Properties, news.Properties, replace);
                break;
            case (PropertyShape.Single, ObjectValue olds, ObjectValue news) when property.Object is not null:
                CompareObjects(property.Object, path, olds.Properties, news.Properties, replace, (input as ObjectValue)?.Properties);
                break;
            default:
                if (!old.Equals(planned))
                    Note(path, PropertyDiffKind.Update, replace);
                break;
        }
    }

    private void CompareObjects(ObjectSchema nested, string path, PropertyMap olds, PropertyMap news, bool replace, PropertyMap? input)
    {
        foreach (var field in nested.Ordered)
            CompareProperty(field, $"{path}.{field.Name}", olds.Get(field.Name), news.Get(field.Name), replace || field.Replace, input?.Get(field.Name));
    }

    private void CompareMaps(string path, PropertyMap olds, PropertyMap news, bool replace)
    {
        foreach (var key in olds.Keys.Union(news.Keys, StringComparer.Ordinal).Where(key => !PropertyValues.IsReserved(key)))
        {
            var (old, now) = (Present(olds.Get(key)), Present(news.Get(key)));
            var at = key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? $"{path}.{key}" : $"{path}[\"{key}\"]";
            if (old is null && now is not null)
                Note(at, PropertyDiffKind.Add, replace);
            else if (old is not null && now is null)
                Note(at, PropertyDiffKind.Delete, replace);
            else if (old is not null && !old.Equals(now))
                Note(at, PropertyDiffKind.Update, replace);
        }
    }

    private void CompareLists(PropertySchema property, string path, ImmutableArray<PropertyValue> olds, ImmutableArray<PropertyValue> news, bool replace, PropertyValue? input)
    {
        if (property.Object is null)
        {
            CompareScalarLists(path, olds, news, replace);
            return;
        }

        for (var index = 0; index < Math.Max(olds.Length, news.Length); index++)
        {
            var at = $"{path}[{index}]";
            var old = index < olds.Length ? PropertyValues.Plain(olds[index]) : null;
            var now = index < news.Length ? PropertyValues.Plain(news[index]) : null;
            if (old is ObjectValue oldItem && now is ObjectValue newItem)
                CompareObjects(property.Object, at, oldItem.Properties, newItem.Properties, replace, ((input as ArrayValue)?.Items.ElementAtOrDefault(index) as ObjectValue)?.Properties);
            else if (old is null && now is not null)
                Note(at, PropertyDiffKind.Add, replace || HasReplacement(property, now));
            else if (old is not null)
                Note(at, now is null ? PropertyDiffKind.Delete : PropertyDiffKind.Update, replace || HasReplacement(property, old));
        }
    }

    /// <summary>The shortest edit from one list to the other; an index that is both removed and added was updated.</summary>
    private void CompareScalarLists(string path, ImmutableArray<PropertyValue> olds, ImmutableArray<PropertyValue> news, bool replace)
    {
        var lengths = new int[olds.Length + 1, news.Length + 1];
        for (var i = olds.Length - 1; i >= 0; i--)
        {
            for (var j = news.Length - 1; j >= 0; j--)
                lengths[i, j] = olds[i].Equals(news[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        int at = 0, to = 0;
        while (at < olds.Length || to < news.Length)
        {
            if (at < olds.Length && to < news.Length && olds[at].Equals(news[to]))
                (at, to) = (at + 1, to + 1);
            else if (to == news.Length || (at < olds.Length && lengths[at + 1, to] >= lengths[at, to + 1]))
                NoteOrUpdate($"{path}[{at++}]", PropertyDiffKind.Delete, replace);
            else
                NoteOrUpdate($"{path}[{to++}]", PropertyDiffKind.Add, replace);
        }
    }

    private void CompareSets(PropertySchema property, string path, ImmutableArray<PropertyValue> olds, ImmutableArray<PropertyValue> news, bool replace, PropertyValue? input)
    {
        var oldKeys = Index(property, olds);
        var newKeys = Index(property, news);
        var removed = oldKeys.Where(item => !newKeys.ContainsKey(item.Key)).Select(item => item.Value).Order().ToList();
        var added = newKeys.Where(item => !oldKeys.ContainsKey(item.Key)).Select(item => item.Value).Order().ToList();
        if (removed.Count == 0 && added.Count == 0)
            return;
        var matched = MatchInputs(property, added, news, (input as ArrayValue)?.Items ?? []);
        if (matched is null || matched.Count != added.Count)
        {
            Note(path, PropertyDiffKind.Update, replace);
            return;
        }

        foreach (var index in removed.Union(matched.Keys))
        {
            var old = removed.Contains(index) ? PropertyValues.Plain(olds[index]) : null;
            var now = matched.TryGetValue(index, out var at) ? PropertyValues.Plain(news[at]) : null;
            if (old is ObjectValue oldItem && now is ObjectValue newItem && property.Object is not null)
                CompareObjects(property.Object, $"{path}[{index}]", oldItem.Properties, newItem.Properties, replace, null);
            else
                Note($"{path}[{index}]", old is null ? PropertyDiffKind.Add : now is null ? PropertyDiffKind.Delete : PropertyDiffKind.Update, replace);
        }
    }

    private static Dictionary<string, int> Index(PropertySchema property, ImmutableArray<PropertyValue> items)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < items.Length; index++)
            keys.TryAdd(SetOrder.HashKey(property, items[index]), index);
        return keys;
    }

    /// <summary>Index among the inputs of each added element; null when the inputs are fewer than the planned elements.</summary>
    private static Dictionary<int, int>? MatchInputs(PropertySchema property, List<int> added, ImmutableArray<PropertyValue> planned, ImmutableArray<PropertyValue> inputs)
    {
        if (inputs.Length < planned.Length)
            return null;
        var matched = new Dictionary<int, int>();
        foreach (var at in added)
        {
            for (var index = 0; index < inputs.Length; index++)
            {
                if (matched.ContainsKey(index) || !CouldComeFrom(property, PropertyValues.Plain(inputs[index]), PropertyValues.Plain(planned[at])))
                    continue;
                matched[index] = at;
                break;
            }
        }

        return matched;
    }

    // A planned zero value (an empty text) is none of the inputs': such elements are not recognised, as in the real bridge.
    private static bool CouldComeFrom(PropertySchema property, PropertyValue input, PropertyValue planned)
    {
        if (property.Object is null || input is not ObjectValue given || planned is not ObjectValue item)
            return input.Equals(planned);
        return property.Object.Ordered.All(field =>
        {
            var (wanted, has) = (given.Properties.Get(field.Name), item.Properties.Get(field.Name));
            if (field.Computed && wanted is null)
                return true;
            if (wanted is null)
                return has is null or ArrayValue { Items.IsEmpty: true };
            return has is ArrayValue list && wanted is ArrayValue inputs ? list.Items.Length == inputs.Items.Length && list.Items.All(inputs.Items.Contains) : wanted.Equals(has);
        });
    }

    private static bool HasReplacement(PropertySchema property, PropertyValue? value) => property.Object is { } nested && value switch
    {
        // An empty text, which an import reads for what is not there, is as good as none.
        ObjectValue item => nested.Ordered.Any(field => Present(item.Properties.Get(field.Name)) is { } member && member is not StringValue { Value: "" } && (field.Replace || HasReplacement(field, member))),
        ArrayValue list => list.Items.Any(item => HasReplacement(property, PropertyValues.Plain(item))),
        _ => false,
    };

    // Null and the empty list are the same to the framework; an empty map is not.
    private static PropertyValue? Present(PropertyValue? value) => value switch
    {
        null or NullValue or ArrayValue { Items.IsEmpty: true } => null,
        SecretValue secret => Present(secret.Element),
        _ => value,
    };

    private void NoteOrUpdate(string path, PropertyDiffKind kind, bool replace) => Note(path, _differences.ContainsKey(path) ? PropertyDiffKind.Update : kind, replace);

    private void Note(string path, PropertyDiffKind kind, bool replace) => _differences[path] = new PropertyDiff(
        replace ? kind switch { PropertyDiffKind.Add => PropertyDiffKind.AddReplace, PropertyDiffKind.Delete => PropertyDiffKind.DeleteReplace, _ => PropertyDiffKind.UpdateReplace } : kind,
        InputDiff: false);
}
