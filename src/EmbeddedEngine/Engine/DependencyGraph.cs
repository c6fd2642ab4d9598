using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Who depends on whom in a list that is in dependency order.</summary>
internal sealed class DependencyGraph
{
    private readonly IReadOnlyList<ResourceEntry> _entries;
    private readonly Dictionary<ResourceEntry, int> _index = [];
    private readonly Dictionary<string, List<int>> _byUrn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ResourceEntry>> _children = new(StringComparer.Ordinal);

    public DependencyGraph(IReadOnlyList<ResourceEntry> entries)
    {
        _entries = entries;
        for (var i = 0; i < entries.Count; i++)
        {
            _index[entries[i]] = i;
            Add(_byUrn, entries[i].Urn, i);
            if (entries[i].State.Parent is { Length: > 0 } parent)
            {
                Add(_children, parent, entries[i]);
            }
        }
    }

    public bool Contains(ResourceEntry entry) => _index.ContainsKey(entry);

    /// <summary>All that depend on <paramref name="entry"/>, directly or not, in dependency order.</summary>
    /// <param name="includeChildren">A child depends on its parent, too.</param>
    public List<ResourceEntry> DependingOn(ResourceEntry entry, Predicate<string> ignore, bool includeChildren)
    {
        var found = new List<ResourceEntry>();
        var urns = new HashSet<string>(StringComparer.Ordinal) { entry.Urn };
        for (var i = _index[entry] + 1; i < _entries.Count; i++)
        {
            var candidate = _entries[i];
            if (!ignore(candidate.Urn) && DependsOnAny(candidate.State, urns, includeChildren))
            {
                found.Add(candidate);
                urns.Add(candidate.Urn);
            }
        }

        return found;
    }

    /// <summary>What <paramref name="entry"/> directly stands on; a component brings its children that stand before the entry.</summary>
    public HashSet<ResourceEntry> DependenciesOf(ResourceEntry entry)
    {
        var found = new HashSet<ResourceEntry>();
        var position = _index[entry];
        foreach (var urn in ResourceDependency.UrnsOf(entry.State))
        {
            foreach (var at in _byUrn.GetValueOrDefault(urn, []).Where(at => at < position))
            {
                found.Add(_entries[at]);
                if (!_entries[at].State.Custom && !string.Equals(urn, entry.State.Parent, StringComparison.Ordinal))
                {
                    found.UnionWith(ChildrenBefore(urn, position));
                }
            }
        }

        return found;
    }

    /// <summary>What <paramref name="entry"/> stands on, directly or not.</summary>
    public HashSet<ResourceEntry> TransitiveDependenciesOf(ResourceEntry entry) => TransitiveDependenciesOf([entry]);

    /// <summary>What any of the entries stands on, directly or not.</summary>
    public HashSet<ResourceEntry> TransitiveDependenciesOf(IEnumerable<ResourceEntry> entries)
    {
        var found = new HashSet<ResourceEntry>();
        var open = new Stack<ResourceEntry>(entries);
        while (open.TryPop(out var next))
        {
            foreach (var dependency in DependenciesOf(next).Where(found.Add))
            {
                open.Push(dependency);
            }
        }

        return found;
    }

    private static bool DependsOnAny(ResourceState state, HashSet<string> urns, bool includeParent) =>
        ResourceDependency.Of(state).Any(dependency => (includeParent || dependency.Kind != DependencyKind.Parent) && urns.Contains(dependency.Urn))
        || urns.Contains(ProviderReference.UrnOf(state.Provider));

    private static void Add<T>(Dictionary<string, List<T>> map, string key, T value)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(value);
    }

    private IEnumerable<ResourceEntry> ChildrenBefore(string urn, int position)
    {
        var open = new Stack<string>([urn]);
        while (open.TryPop(out var next))
        {
            foreach (var child in _children.GetValueOrDefault(next, []).Where(child => _index[child] < position))
            {
                yield return child;
                open.Push(child.Urn);
            }
        }
    }
}
