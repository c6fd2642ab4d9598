using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>A provider's comparison, and what options make of it.</summary>
internal static class ResourceDiff
{
    /// <summary>The path that stands for initialization errors in <c>replaceOnChanges</c>.</summary>
    private const string InitErrorKey = "#initerror";

    /// <summary>Asks the provider; one that cannot tell is answered by comparing the inputs.</summary>
    public static async Task<DiffResult> AskAsync(IResourceProvider provider, DiffRequest request, CancellationToken cancellationToken)
    {
        var diff = await provider.DiffAsync(request, cancellationToken).ConfigureAwait(false);
        return diff.Changes is null
            ? PropertyDiffer.Diff(request.OldInputs, IgnoredChanges.Apply(request.IgnoreChanges, request.OldInputs, request.NewInputs, out _))
            : diff;
    }

    /// <summary>Differences at the paths of <c>replaceOnChanges</c> become replacements.</summary>
    public static DiffResult WithReplacements(DiffResult diff, ImmutableArray<string> replaceOnChanges, bool hasInitErrors)
    {
        if (diff.Changes is not true && !hasInitErrors)
        {
            return diff;
        }

        var paths = replaceOnChanges.Select(text => PropertyPath.TryParse(text, out var path) ? path : null).OfType<PropertyPath>().ToList();
        bool IsForced(string text) => PropertyPath.TryParse(text, out var place) && paths.Exists(path => path.Contains(place));

        var detailed = diff.DetailedDiff.ToImmutableSortedDictionary(
            p => p.Key, p => IsForced(p.Key) ? p.Value with { Kind = ToReplace(p.Value.Kind) } : p.Value, StringComparer.Ordinal);
        var replaces = diff.Replaces.Union(diff.Diffs.Where(IsForced), StringComparer.Ordinal).ToList();
        var changes = diff.Changes;
        if (hasInitErrors && IsForced(InitErrorKey))
        {
            replaces.Add(InitErrorKey);
            detailed = detailed.SetItem(InitErrorKey, new PropertyDiff(PropertyDiffKind.UpdateReplace, InputDiff: false));
            changes = true;
        }

        return diff with { Changes = changes, Replaces = [.. replaces.Order(StringComparer.Ordinal)], DetailedDiff = detailed };
    }

    /// <summary>Whether the difference can only be had by a replacement.</summary>
    public static bool RequiresReplacement(DiffResult diff) =>
        diff.Replaces.Length > 0
        || diff.DetailedDiff.Values.Any(d => d.Kind is PropertyDiffKind.AddReplace or PropertyDiffKind.DeleteReplace or PropertyDiffKind.UpdateReplace);

    /// <summary>Seen from the other side: what was added is deleted.</summary>
    public static ImmutableSortedDictionary<string, PropertyDiff> Invert(ImmutableSortedDictionary<string, PropertyDiff> diff) =>
        diff.ToImmutableSortedDictionary(
            p => p.Key,
            p => p.Value with
            {
                Kind = p.Value.Kind switch
                {
                    PropertyDiffKind.Add => PropertyDiffKind.Delete,
                    PropertyDiffKind.AddReplace => PropertyDiffKind.DeleteReplace,
                    PropertyDiffKind.Delete => PropertyDiffKind.Add,
                    PropertyDiffKind.DeleteReplace => PropertyDiffKind.AddReplace,
                    var kind => kind,
                },
            },
            StringComparer.Ordinal);

    private static PropertyDiffKind ToReplace(PropertyDiffKind kind) => kind switch
    {
        PropertyDiffKind.Add => PropertyDiffKind.AddReplace,
        PropertyDiffKind.Delete => PropertyDiffKind.DeleteReplace,
        PropertyDiffKind.Update => PropertyDiffKind.UpdateReplace,
        _ => kind,
    };
}
