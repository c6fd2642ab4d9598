using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary>The words and signs for steps.</summary>
internal static class StepText
{
    public const string Same = "same";
    public const string Refresh = "refresh";
    public const string RootType = "pulumi:pulumi:Stack";

    // In the order of the summary; reads are no change and are not counted.
    private static readonly (string Op, string Sign, string Doing, string Done)[] Words =
    [
        ("same", "  ", "", ""),
        ("create", "+ ", "creating", "created"),
        ("update", "~ ", "updating", "updated"),
        ("delete", "- ", "deleting", "deleted"),
        ("replace", "+-", "replacing", "replaced"),
        ("create-replacement", "++", "creating replacement", "created replacement"),
        ("delete-replaced", "--", "deleting original", "deleted original"),
        ("read", "> ", "reading", "read"),
        ("read-replacement", ">>", "reading for replacement", "read for replacement"),
        ("refresh", "~ ", "refreshing", "refresh"),
        ("discard", "< ", "discarding", "discarded"),
        ("discard-replaced", "<<", "discarding original", "discarded original"),
        ("remove-pending-replace", "~ ", "completing replacement", "completed replacement"),
        ("import", "= ", "importing", "imported"),
        ("import-replacement", "=>", "importing replacement", "imported replacement"),
    ];

    public static IEnumerable<string> Operations => Words.Select(word => word.Op);

    public static string Sign(string op) => Find(op).Sign;

    public static string Doing(string op, bool preview) => preview && op != Refresh ? Planned(op) : Find(op).Doing;

    public static string Done(string op, bool preview) => preview && op != Refresh ? Planned(op) : Find(op).Done;

    public static string PastTense(string op) => op switch
    {
        "refresh" => "refreshed",
        _ => Find(op).Done,
    };

    public static bool IsRead(string op) => op is "read" or "read-replacement" or "discard" or "discard-replaced";

    /// <summary>The type as it is shown: <c>databricks:index/job:Job</c> is <c>databricks:index:Job</c>.</summary>
    public static string DisplayType(string type)
    {
        var parts = type.Split(':');
        if (parts.Length != 3)
            return type;
        var mark = parts[1].IndexOf('/', StringComparison.Ordinal);
        return mark > 0 && string.Equals(parts[1][(mark + 1)..], parts[2], StringComparison.OrdinalIgnoreCase) ? $"{parts[0]}:{parts[1][..mark]}:{parts[2]}" : type;
    }

    public static string Name(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];

    /// <summary>The innermost type of a URN.</summary>
    public static string TypeOf(string urn)
    {
        var parts = urn.Split("::");
        return parts.Length < 4 ? "" : parts[2][(parts[2].LastIndexOf('$') + 1)..];
    }

    /// <summary>What differs, by the names of the properties: <c>[diff: +a~b,c]</c>; empty when nothing does or nothing is known.</summary>
    public static string DiffInfo(StepMetadata step)
    {
        if (step.Op == Same || step.Old is null || step.New is null)
            return "";
        var (adds, deletes, updates) = step.DetailedDiff is { Count: > 0 } detailed ? ByDetail(detailed) : ByInputs(step.Old, step.New);
        if (step.Diffs.Length > 0)
        {
            var shown = step.Diffs.ToHashSet(StringComparer.Ordinal);
            adds.IntersectWith(shown);
            deletes.IntersectWith(shown);
            updates.IntersectWith(shown);
        }
        if (step.Old.Provider != step.New.Provider)
            updates.Add("provider");
        if (step.Old.Protect != step.New.Protect)
            updates.Add("protect");
        var text = Part("+", adds) + Part("-", deletes) + Part("~", updates);
        return text.Length == 0 ? "" : $"[diff: {text}]";
    }

    private static string Planned(string op) => op switch
    {
        "same" => "",
        "create-replacement" => "create replacement",
        "delete-replaced" => "delete original",
        "read-replacement" => "read for replacement",
        "import-replacement" => "import replacement",
        "remove-pending-replace" => "complete replacement",
        _ => op,
    };

    private static string Part(string sign, SortedSet<string> names) => names.Count == 0 ? "" : sign + string.Join(',', names);

    private static (SortedSet<string> Adds, SortedSet<string> Deletes, SortedSet<string> Updates) ByDetail(ImmutableSortedDictionary<string, PropertyDiff> detailed)
    {
        var (adds, deletes, updates) = (Names(), Names(), Names());
        foreach (var (path, diff) in detailed)
        {
            var end = path.IndexOfAny(['.', '[']);
            var name = end > 0 ? path[..end] : path;
            var set = end > 0 ? updates : diff.Kind switch
            {
                PropertyDiffKind.Add or PropertyDiffKind.AddReplace => adds,
                PropertyDiffKind.Delete or PropertyDiffKind.DeleteReplace => deletes,
                _ => updates,
            };
            set.Add(name);
        }
        adds.ExceptWith(updates);
        deletes.ExceptWith(updates);
        return (adds, deletes, updates);
    }

    private static (SortedSet<string> Adds, SortedSet<string> Deletes, SortedSet<string> Updates) ByInputs(ResourceState old, ResourceState @new)
    {
        var (adds, deletes, updates) = (Names(), Names(), Names());
        foreach (var (name, value) in @new.Inputs.Where(item => !item.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            if (!old.Inputs.TryGetValue(name, out var before))
                adds.Add(name);
            else if (!before.Equals(value))
                updates.Add(name);
        }
        foreach (var name in old.Inputs.Keys.Where(name => !name.StartsWith("__", StringComparison.Ordinal) && !@new.Inputs.ContainsKey(name)))
            deletes.Add(name);
        return (adds, deletes, updates);
    }

    private static SortedSet<string> Names() => new(StringComparer.Ordinal);

    private static (string Op, string Sign, string Doing, string Done) Find(string op)
    {
        var found = Array.Find(Words, word => word.Op == op);
        return found.Op is null ? (op, "  ", op, op) : found;
    }
}
