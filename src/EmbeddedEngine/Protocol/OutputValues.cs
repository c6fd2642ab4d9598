using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Takes output values apart: what is left are plain, secret and unknown values, and what each property depends on.</summary>
internal static class OutputValues
{
    public static PropertyMap Resolve(PropertyMap properties, out ImmutableSortedDictionary<string, ImmutableArray<string>> dependencies)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var result = properties;
        foreach (var (name, value) in properties)
        {
            if (!Contains(value))
                continue;
            var urns = new SortedSet<string>(StringComparer.Ordinal);
            result = result.Set(name, Resolve(value, urns));
            found[name] = [.. urns];
        }
        dependencies = found.ToImmutable();
        return result;
    }

    public static PropertyValue? Resolve(PropertyValue? value) => value is null ? null : Resolve(value, new SortedSet<string>(StringComparer.Ordinal));

    private static bool Contains(PropertyValue value) => value switch
    {
        OutputValue => true,
        ArrayValue array => array.Items.Any(Contains),
        ObjectValue child => child.Properties.Values.Any(Contains),
        SecretValue secret => Contains(secret.Element),
        _ => false,
    };

    private static PropertyValue Resolve(PropertyValue value, SortedSet<string> urns)
    {
        switch (value)
        {
            case OutputValue output:
                urns.UnionWith(output.Dependencies);
                var element = output.Element is null ? PropertyValue.Unknown : Resolve(output.Element, urns);
                return output.Secret && element is not SecretValue ? new SecretValue(element) : element;
            case ArrayValue array:
                return new ArrayValue([.. array.Items.Select(item => Resolve(item, urns))]);
            case ObjectValue child:
                return PropertyMap.From(child.Properties.Select(item => KeyValuePair.Create(item.Key, Resolve(item.Value, urns))));
            case SecretValue secret:
                var inner = Resolve(secret.Element, urns);
                return inner as SecretValue ?? new SecretValue(inner);
            default:
                return value;
        }
    }
}
