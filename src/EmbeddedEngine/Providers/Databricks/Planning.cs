using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>The answer to <c>Diff</c>.</summary>
internal static class Planning
{
    public static DiffResult Diff(ResourceHandler handler, PropertyMap prior, PropertyMap inputs, ImmutableArray<string> ignoreChanges)
    {
        var schema = handler.Schema;
        var planned = handler.AdjustPlan(prior, Planner.Plan(schema, prior, inputs));
        var stables = schema.Ordered.Where(property => property.Replace && property.IsInput).Select(property => property.Name).ToImmutableArray();
        // Whether anything changes is decided without the empty maps that only appear because something else does.
        var changes = WithoutIgnored(Differ.Compare(schema, prior, planned, inputs), ignoreChanges);
        if (changes.IsEmpty)
            return DiffResult.None with { Stables = stables };
        var detailed = WithoutIgnored(Differ.Compare(schema, prior, Differ.WithNestedMaps(schema, planned), inputs), ignoreChanges);
        if (!detailed.Values.Any(IsReplace) && handler.NeedsReplacement(prior, planned, detailed))
            detailed = detailed.SetItem("__meta", new PropertyDiff(PropertyDiffKind.UpdateReplace, InputDiff: false));
        var replaces = detailed.Where(item => IsReplace(item.Value)).Select(item => TopLevel(item.Key)).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new DiffResult(
            true,
            [.. detailed.Keys.Select(TopLevel).Distinct(StringComparer.Ordinal)],
            replaces,
            [.. stables.Where(name => !detailed.Keys.Any(path => TopLevel(path) == name))],
            DeleteBeforeReplace: replaces.Length > 0 && HasFixedName(schema, inputs),
            detailed);
    }

    /// <summary>What is ignored stays as it is, also when something else is updated.</summary>
    public static PropertyMap KeepIgnored(PropertyMap prior, PropertyMap planned, ImmutableArray<string> ignoreChanges) =>
        ignoreChanges.IsDefaultOrEmpty ? planned : IgnoredChanges.Apply(ignoreChanges, prior, planned, out _);

    private static bool IsReplace(PropertyDiff difference) =>
        difference.Kind is PropertyDiffKind.AddReplace or PropertyDiffKind.DeleteReplace or PropertyDiffKind.UpdateReplace;

    // A name that the program gave is taken until the old object is gone.
    private static bool HasFixedName(ObjectSchema schema, PropertyMap inputs) =>
        inputs.ContainsKey(PropertyValues.Defaults)
        && schema.Ordered.Any(property => property.AutoNamed && inputs.ContainsKey(property.Name) && !inputs.Texts(PropertyValues.Defaults).Contains(property.Name, StringComparer.Ordinal));

    private static string TopLevel(string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? path : path[..end];
    }

    private static ImmutableSortedDictionary<string, PropertyDiff> WithoutIgnored(ImmutableSortedDictionary<string, PropertyDiff> differences, ImmutableArray<string> ignored) =>
        ignored.IsDefaultOrEmpty ? differences : differences.RemoveRange(differences.Keys.Where(path => ignored.Any(pattern => Covers(pattern, path))));

    private static bool Covers(string pattern, string path)
    {
        var wanted = Split(pattern);
        var has = Split(path);
        return wanted.Length <= has.Length && wanted.Zip(has).All(pair => pair.First == "*" || pair.First == pair.Second);
    }

    private static string[] Split(string path) =>
        path.Replace("[\"", ".", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal).Replace('[', '.').Replace("]", "", StringComparison.Ordinal).Split('.');
}
