using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>A resource whose arguments, parent and provider have become known, as far as they are in this operation.</summary>
internal sealed record PreparedResource
{
    public required Struct Properties { get; init; }

    public required string ParentUrn { get; init; }

    /// <summary>URN and id of the provider, or empty for the default one.</summary>
    public required string Provider { get; init; }

    /// <summary>References of a remote component's providers by package.</summary>
    public required ImmutableDictionary<string, string> Providers { get; init; }

    /// <summary>URNs of all that the resource waits for.</summary>
    public required ImmutableSortedSet<string> Dependencies { get; init; }

    /// <summary>The same per property that is sent.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedSet<string>> PropertyDependencies { get; init; }

    /// <summary>Waits for all that the resource depends on.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be sent.</exception>
    public static async Task<PreparedResource> PrepareAsync(Deployment deployment, Resource resource, ResourceRegistration registration)
    {
        var options = registration.Options;
        var label = $"resource:{resource.GetResourceName()}[{resource.GetResourceType()}]";
        var dependencies = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (options.HasDependsOn)
        {
            var explicitly = await options.DependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);
            dependencies.UnionWith(await DependencyGraph.GetUrnsAsync(explicitly.IsDefault ? [] : explicitly.Where(dependency => dependency is not null)).ConfigureAwait(false));
        }

        var keepResources = await deployment.Features.SupportsAsync(ResourceMonitorFeature.ResourceReferences).ConfigureAwait(false);
        var properties = await SerializedProperties.SerializeAsync(
            label,
            registration.Args.ToDictionary().Where(argument => argument.Key is not (WireNames.Id or WireNames.Urn)),
            new SerializationOptions
            {
                KeepResources = keepResources,
                KeepOutputs = registration.Remote && await deployment.Features.SupportsAsync(ResourceMonitorFeature.OutputValues).ConfigureAwait(false),
                ReferencesAreNoDependencies = registration.Remote && keepResources,
            }).ConfigureAwait(false);
        var perProperty = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        foreach (var (name, resources) in properties.Dependencies)
        {
            var urns = await DependencyGraph.GetUrnsAsync(resources).ConfigureAwait(false);
            perProperty[name] = urns;
            dependencies.UnionWith(urns);
        }

        return new PreparedResource
        {
            Properties = properties.Values,
            ParentUrn = await FindParentUrnAsync(deployment, resource, options).ConfigureAwait(false),
            Provider = registration.Custom && options.Provider is { } provider ? await provider.GetReferenceAsync().ConfigureAwait(false) : "",
            Providers = registration.Remote ? await ReferToProvidersAsync(options).ConfigureAwait(false) : ImmutableDictionary<string, string>.Empty,
            Dependencies = dependencies.ToImmutable(),
            PropertyDependencies = perProperty.ToImmutable(),
        };
    }

    private static Task<string> FindParentUrnAsync(Deployment deployment, Resource resource, ResourceOptions options)
        => resource is Stack ? Task.FromResult("") : (options.Parent ?? deployment.StackOrThrow).Urn.GetValueAsync(whenUnknown: "");

    private static async Task<ImmutableDictionary<string, string>> ReferToProvidersAsync(ResourceOptions options)
    {
        var references = ImmutableDictionary.CreateBuilder<string, string>();
        List<ProviderResource> providers = options.Provider is { } single ? [single] : (options as ComponentResourceOptions)?.Providers ?? [];
        foreach (var provider in providers)
            references[provider.Package] = await provider.GetReferenceAsync().ConfigureAwait(false);
        return references.ToImmutable();
    }
}
