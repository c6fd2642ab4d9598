using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// The order that a state has to have: each resource behind what it stands on. Steps finish in that order; but where some were skipped, failed or left out
/// of the operation, what has been done may stand on what has not been reached, which then has to come forward.
/// </summary>
internal static class DependencyOrder
{
    public static ImmutableArray<ResourceState> Restore(ImmutableArray<ResourceState> resources)
    {
        if (IsOrdered(resources))
        {
            return resources;
        }

        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < resources.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(places, resources[i].Urn, out _) ??= [];
            places[resources[i].Urn].Add(i);
        }

        var result = ImmutableArray.CreateBuilder<ResourceState>(resources.Length);
        var placed = new bool[resources.Length];
        void Place(int at)
        {
            if (placed[at])
            {
                return;
            }

            placed[at] = true;
            foreach (var urn in ResourceDependency.Of(resources[at]).Select(dependency => dependency.Urn))
            {
                if (places.TryGetValue(urn, out var found) && !found.Exists(other => placed[other]))
                {
                    Place(found[0]);
                }
            }

            if (ProviderReference.TryParse(resources[at].Provider, out var provider) && places.TryGetValue(provider.Urn, out var providers))
            {
                foreach (var other in providers.Where(other => resources[other].Id == provider.Id))
                {
                    Place(other);
                }
            }

            result.Add(resources[at]);
        }

        for (var i = 0; i < resources.Length; i++)
        {
            Place(i);
        }

        return result.MoveToImmutable();
    }

    private static bool IsOrdered(ImmutableArray<ResourceState> resources)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var state in resources)
        {
            if (ResourceDependency.Of(state).Any(dependency => !seen.Contains(dependency.Urn)) || (state.Provider.Length > 0 && !seen.Contains(state.Provider)))
            {
                return false;
            }

            seen.Add(state.Urn);
            if (Urn.IsProviderType(state.Type))
            {
                seen.Add(new ProviderReference(state.Urn, state.Id).ToString());
            }
        }

        return true;
    }
}
