using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What depending on a resource means for the engine.</summary>
internal static class DependencyGraph
{
    /// <summary>
    /// The resources that have to be waited for. A component stands for the custom resources beneath it, down to the first of each branch:
    /// what is beneath a custom resource is its own affair. A remote component waits for its children itself.
    /// </summary>
    public static IReadOnlyCollection<Resource> Expand(IEnumerable<Resource> resources)
    {
        var seen = new HashSet<Resource>();
        var open = new Stack<Resource>(resources);
        while (open.TryPop(out var resource))
        {
            if (seen.Add(resource) && resource is ComponentResource { IsRemote: false })
            {
                foreach (var child in resource.GetChildren())
                    open.Push(child);
            }
        }

        seen.RemoveWhere(resource => resource is not (CustomResource or ComponentResource { IsRemote: true }));
        return seen;
    }

    /// <summary>The URNs of those resources, sorted: the same program sends the same bytes.</summary>
    public static async Task<ImmutableSortedSet<string>> GetUrnsAsync(IEnumerable<Resource> resources)
    {
        var urns = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var resource in Expand(resources))
        {
            if (await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false) is { Length: > 0 } urn)
                urns.Add(urn);
        }

        return urns.ToImmutable();
    }
}
