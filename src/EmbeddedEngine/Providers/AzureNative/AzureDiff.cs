using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary>Azure Native compares inputs with inputs, value by value.</summary>
internal static class AzureDiff
{
    public static DiffResult Compare(PropertyMap olds, PropertyMap news, ImmutableArray<string> ignored, Func<string, bool> replaces)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        foreach (var key in olds.Keys.Union(news.Keys, StringComparer.Ordinal).Where(key => !PropertyValues.IsReserved(key)))
            Compare(key, olds.Get(key), news.Get(key), replaces(key), changes);
        foreach (var path in changes.Keys.Where(path => !ignored.IsDefaultOrEmpty && ignored.Any(pattern => pattern == "*" || path == pattern || path.StartsWith(pattern + ".", StringComparison.Ordinal) || path.StartsWith(pattern + "[", StringComparison.Ordinal))).ToList())
            changes.Remove(path);
        if (changes.Count == 0)
            return DiffResult.None;
        var replaced = changes.Where(item => item.Value.Kind is PropertyDiffKind.AddReplace or PropertyDiffKind.UpdateReplace or PropertyDiffKind.DeleteReplace)
            .Select(item => TopLevel(item.Key)).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new DiffResult(
            true, [.. changes.Keys.Select(TopLevel).Distinct(StringComparer.Ordinal)], replaced, [], DeleteBeforeReplace: replaced.Length > 0, changes.ToImmutable());
    }

    private static void Compare(string path, PropertyValue? old, PropertyValue? now, bool replace, ImmutableSortedDictionary<string, PropertyDiff>.Builder changes)
    {
        switch (old, now)
        {
            case (ObjectValue olds, ObjectValue news):
                foreach (var key in olds.Properties.Keys.Union(news.Properties.Keys, StringComparer.Ordinal))
                    Compare($"{path}.{key}", olds.Properties.Get(key), news.Properties.Get(key), replace, changes);
                break;
            case (ArrayValue olds, ArrayValue news):
                for (var index = 0; index < Math.Max(olds.Items.Length, news.Items.Length); index++)
                    Compare($"{path}[{index}]", index < olds.Items.Length ? PropertyValues.Plain(olds.Items[index]) : null, index < news.Items.Length ? PropertyValues.Plain(news.Items[index]) : null, replace, changes);
                break;
            default:
                if (!Equals(old, now))
                    changes[path] = new PropertyDiff(Kind(old, now, replace), InputDiff: true);
                break;
        }
    }

    private static PropertyDiffKind Kind(PropertyValue? old, PropertyValue? now, bool replace) => (old, now) switch
    {
        (null, _) => replace ? PropertyDiffKind.AddReplace : PropertyDiffKind.Add,
        (_, null) => replace ? PropertyDiffKind.DeleteReplace : PropertyDiffKind.Delete,
        _ => replace ? PropertyDiffKind.UpdateReplace : PropertyDiffKind.Update,
    };

    private static string TopLevel(string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? path : path[..end];
    }
}
