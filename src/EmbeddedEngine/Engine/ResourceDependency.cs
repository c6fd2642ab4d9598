using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

internal enum DependencyKind
{
    Parent,
    Dependency,
    Property,
    DeletedWith,
    ReplaceWith,
}

/// <param name="Property">The depending property, for <see cref="DependencyKind.Property"/>.</param>
internal readonly record struct ResourceDependency(DependencyKind Kind, string Urn, string Property)
{
    /// <summary>Everything that <paramref name="state"/> stands on except its provider.</summary>
    public static IEnumerable<ResourceDependency> Of(ResourceState state)
    {
        if (state.Parent.Length > 0)
        {
            yield return new ResourceDependency(DependencyKind.Parent, state.Parent, "");
        }

        foreach (var urn in state.Dependencies)
        {
            yield return new ResourceDependency(DependencyKind.Dependency, urn, "");
        }

        foreach (var (property, urns) in state.PropertyDependencies)
        {
            foreach (var urn in urns)
            {
                yield return new ResourceDependency(DependencyKind.Property, urn, property);
            }
        }

        if (state.DeletedWith.Length > 0)
        {
            yield return new ResourceDependency(DependencyKind.DeletedWith, state.DeletedWith, "");
        }

        foreach (var urn in state.ReplaceWith)
        {
            yield return new ResourceDependency(DependencyKind.ReplaceWith, urn, "");
        }
    }

    /// <summary>The URNs of <see cref="Of"/> and of the provider.</summary>
    public static IEnumerable<string> UrnsOf(ResourceState state)
    {
        var urns = Of(state).Select(dependency => dependency.Urn);
        return ProviderReference.TryParse(state.Provider, out var provider) ? urns.Append(provider.Urn) : urns;
    }
}
