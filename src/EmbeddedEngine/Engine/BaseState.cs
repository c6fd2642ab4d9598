using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>The state that an operation starts from, also after a refresh has read it anew.</summary>
internal sealed class BaseState
{
    private readonly Dictionary<string, ResourceEntry> _current = new(StringComparer.Ordinal);
    private readonly HashSet<string> _urns = new(StringComparer.Ordinal);

    public BaseState(Deployment deployment)
    {
        Deployment = deployment;
        Entries = [.. deployment.Resources.Select(state => new ResourceEntry(state))];
        Graph = new DependencyGraph(Entries);
        Index();
    }

    public Deployment Deployment { get; }

    public IReadOnlyList<ResourceEntry> Entries { get; private set; }

    public DependencyGraph Graph { get; private set; }

    /// <summary>The living resource of a URN: not one that waits for its deletion.</summary>
    public ResourceEntry? Find(string urn) => _current.GetValueOrDefault(urn);

    public bool Contains(string urn) => _urns.Contains(urn);

    /// <summary>
    /// Takes over what a refresh found. What is gone leaves the list, and nobody refers to it any more: dependencies on it are dropped,
    /// children move up to the nearest parent that is still there.
    /// </summary>
    public void Rebase(IReadOnlyDictionary<ResourceEntry, RefreshStep> refreshed)
    {
        var kept = new List<ResourceEntry>(Entries.Count);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            var state = refreshed.TryGetValue(entry, out var step) ? step.After : entry.State;
            var parent = (state ?? entry.State).Parent;
            while (parent.Length > 0 && !known.Contains(parent) && parents.TryGetValue(parent, out var above))
            {
                parent = above;
            }

            parents[entry.Urn] = parent;
            if (state is null)
            {
                continue;
            }

            entry.State = state with
            {
                Parent = parent,
                Dependencies = [.. state.Dependencies.Where(known.Contains)],
                PropertyDependencies = state.PropertyDependencies.ToImmutableSortedDictionary(
                    p => p.Key, p => p.Value.Where(known.Contains).ToImmutableArray(), StringComparer.Ordinal),
                DeletedWith = known.Contains(state.DeletedWith) ? state.DeletedWith : "",
                ReplaceWith = [.. state.ReplaceWith.Where(known.Contains)],
            };
            kept.Add(entry);
            known.Add(entry.Urn);
        }

        Entries = kept;
        Graph = new DependencyGraph(kept);
        Index();
    }

    private void Index()
    {
        _current.Clear();
        _urns.Clear();
        foreach (var entry in Entries)
        {
            _urns.Add(entry.Urn);
            if (!entry.State.Delete)
            {
                _current[entry.Urn] = entry;
            }
        }
    }
}
