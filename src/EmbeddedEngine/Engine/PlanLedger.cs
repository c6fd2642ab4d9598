namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>What the planner has decided so far in an operation, by URN. Only read and changed while planning, one decision at a time.</summary>
internal sealed class PlanLedger
{
    /// <summary>Declared by the program.</summary>
    public HashSet<string> Declared { get; } = NewSet();

    public HashSet<string> Creates { get; } = NewSet();

    public HashSet<string> Sames { get; } = NewSet();

    public HashSet<string> Updates { get; } = NewSet();

    public HashSet<string> Replaces { get; } = NewSet();

    public HashSet<string> Reads { get; } = NewSet();

    public HashSet<string> Imports { get; } = NewSet();

    /// <summary>Read anew because the program declared them (<c>refresh --run-program</c>).</summary>
    public HashSet<string> Refreshes { get; } = NewSet();

    /// <summary>Declared by the program of a destroy: what it made of them goes in the end.</summary>
    public List<ResourceEntry> ToDelete { get; } = [];

    /// <summary>Deleted already, or about to be.</summary>
    public HashSet<string> Deletes { get; } = NewSet();

    /// <summary>Would be created but are not among the targets.</summary>
    public HashSet<string> SkippedCreates { get; } = NewSet();

    /// <summary>Entries whose deletion is part of the replacement of something they depend on.</summary>
    public HashSet<ResourceEntry> PendingDeletes { get; } = [];

    /// <summary>The keys that force such a replacement.</summary>
    public Dictionary<string, IReadOnlyList<string>> DependentReplaceKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>From the name in the state to the name in the program.</summary>
    public Dictionary<string, string> NewNames { get; } = new(StringComparer.Ordinal);

    /// <summary>From the name in the program to the name in the state.</summary>
    public Dictionary<string, string> OldNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Provider resources of this operation, also under the names they had.</summary>
    public Dictionary<string, ResourceEntry> Providers { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether this operation keeps the resource in some form, whatever it is called now.</summary>
    public bool IsOperatedOn(string urn)
    {
        var current = NewNames.GetValueOrDefault(urn, urn);
        return Sames.Contains(current) || Updates.Contains(current) || Replaces.Contains(current) || Reads.Contains(current) || Imports.Contains(current)
            || Refreshes.Contains(current);
    }

    public bool HasStep(string urn) =>
        Sames.Contains(urn) || Updates.Contains(urn) || Replaces.Contains(urn) || Reads.Contains(urn) || Creates.Contains(urn) || Imports.Contains(urn) || Deletes.Contains(urn);

    private static HashSet<string> NewSet() => new(StringComparer.Ordinal);
}
