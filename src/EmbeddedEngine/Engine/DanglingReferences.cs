using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>After something was found gone, nobody refers to it any more: dependencies on it are dropped, children move up to the nearest parent that is there.</summary>
internal static class DanglingReferences
{
    /// <param name="gone">The parents of what is gone, by URN.</param>
    public static ImmutableArray<ResourceState> Drop(ImmutableArray<ResourceState> resources, IReadOnlyDictionary<string, string> gone)
    {
        if (gone.Count == 0)
        {
            return resources;
        }

        var there = resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        bool IsThere(string urn) => there.Contains(urn) || !gone.ContainsKey(urn);
        string Nearest(string parent)
        {
            while (!IsThere(parent))
            {
                parent = gone[parent];
            }

            return parent;
        }

        return
        [
            .. resources.Select(state => ResourceDependency.UrnsOf(state).All(IsThere)
                ? state
                : state with
                {
                    Parent = Nearest(state.Parent),
                    Dependencies = [.. state.Dependencies.Where(IsThere)],
                    PropertyDependencies = state.PropertyDependencies.ToImmutableSortedDictionary(
                        p => p.Key, p => p.Value.Where(IsThere).ToImmutableArray(), StringComparer.Ordinal),
                    DeletedWith = IsThere(state.DeletedWith) ? state.DeletedWith : "",
                    ReplaceWith = [.. state.ReplaceWith.Where(IsThere)],
                }),
        ];
    }
}
