using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>After a resource took over another name, those that still refer to it by the old one are brought along.</summary>
internal static class AliasNormalizer
{
    public static ImmutableArray<ResourceState> Normalize(ImmutableArray<ResourceState> resources)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var state in resources)
        {
            foreach (var alias in state.Aliases)
            {
                renamed[alias] = state.Urn;
            }
        }

        return renamed.Count == 0 ? resources : [.. resources.Select(state => Normalize(state, renamed))];
    }

    private static ResourceState Normalize(ResourceState state, Dictionary<string, string> renamed)
    {
        string Now(string urn) => renamed.GetValueOrDefault(urn, urn);
        return state with
        {
            Parent = Now(state.Parent),
            Dependencies = [.. state.Dependencies.Select(Now)],
            PropertyDependencies = state.PropertyDependencies.ToImmutableSortedDictionary(p => p.Key, p => p.Value.Select(Now).ToImmutableArray(), StringComparer.Ordinal),
            Provider = ProviderReference.TryParse(state.Provider, out var provider) ? (provider with { Urn = Now(provider.Urn) }).ToString() : state.Provider,
            DeletedWith = Now(state.DeletedWith),
            ReplaceWith = [.. state.ReplaceWith.Select(Now)],
            Aliases = [],
        };
    }
}
