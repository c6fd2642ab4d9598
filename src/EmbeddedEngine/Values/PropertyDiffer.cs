using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Values;

/// <summary>The differences between two property maps by place, for providers that cannot tell what changed.</summary>
public static class PropertyDiffer
{
    /// <summary>Secret marks make no difference; an unknown differs from every known value.</summary>
    public static DiffResult Diff(PropertyMap oldProperties, PropertyMap newProperties)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        var keys = ImmutableArray.CreateBuilder<string>();
        foreach (var key in oldProperties.Keys.Union(newProperties.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var before = found.Count;
            Compare(PropertyPath.Root.Append(key), oldProperties.GetValueOrDefault(key)?.WithoutSecrets(), newProperties.GetValueOrDefault(key)?.WithoutSecrets(), found);
            if (found.Count > before)
            {
                keys.Add(key);
            }
        }

        return DiffResult.None with { Changes = found.Count > 0, Diffs = keys.ToImmutable(), DetailedDiff = found.ToImmutable() };
    }

    private static void Compare(PropertyPath path, PropertyValue? oldValue, PropertyValue? newValue, ImmutableSortedDictionary<string, PropertyDiff>.Builder found)
    {
        switch (oldValue, newValue)
        {
            case (null, null):
                return;
            case (null, _):
                found[path.ToString()] = new PropertyDiff(PropertyDiffKind.Add, InputDiff: true);
                return;
            case (_, null):
                found[path.ToString()] = new PropertyDiff(PropertyDiffKind.Delete, InputDiff: true);
                return;
            case (ObjectValue oldObject, ObjectValue newObject):
                foreach (var key in oldObject.Properties.Keys.Union(newObject.Properties.Keys, StringComparer.Ordinal))
                {
                    Compare(path.Append(key), oldObject.Properties.GetValueOrDefault(key), newObject.Properties.GetValueOrDefault(key), found);
                }

                return;
            case (ArrayValue oldArray, ArrayValue newArray):
                for (var i = 0; i < Math.Max(oldArray.Items.Length, newArray.Items.Length); i++)
                {
                    Compare(path.Append(i), i < oldArray.Items.Length ? oldArray.Items[i] : null, i < newArray.Items.Length ? newArray.Items[i] : null, found);
                }

                return;
            default:
                if (newValue is UnknownValue || !oldValue.Equals(newValue))
                {
                    found[path.ToString()] = new PropertyDiff(PropertyDiffKind.Update, InputDiff: true);
                }

                return;
        }
    }
}
