using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A thing that the engine tracks. Its registration starts when it is constructed.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;
    private readonly HashSet<Resource> _children = [];

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false, bool dependency = false)
    {
        _type = type;
        _name = name;
        Completions = ImmutableDictionary<string, OutputCompletion>.Empty;
        if (dependency)
            return;

        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var deployment = Deployment.CurrentOrThrow;

        // Outputs first: the resource is visible to others through its parent before its constructor ends.
        Completions = OutputProperties.Initialize(this, fromEngine: options.Urn is not null || remote);
        _transformations = [.. options.ResourceTransformations, .. EffectiveParent(deployment, options)?._transformations ?? []];
        (args, options) = Transform(args, options);

        // The caller's options are the caller's.
        options = options.Clone();
        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);

        if (options.Parent is { } parent)
        {
            lock (parent._children)
                parent._children.Add(this);
            options.Protect ??= parent._protect;
            _providers = parent._providers;
        }

        if (custom)
        {
            if (options.Provider is { } provider)
                _providers = PackageOf(type) is { } package ? _providers.SetItem(package, provider) : _providers;
            else
                options.Provider = options.Parent?.GetProvider(type);
        }
        else
        {
            List<ProviderResource> given = options.Provider is { } single ? [single] : (options as ComponentResourceOptions)?.Providers ?? [];
            foreach (var provider in given)
                _providers = _providers.SetItem(provider.Package, provider);
        }

        _protect = options.Protect;
        Aliases = [.. options.Aliases];
        Parent = options.Parent;
        deployment.Resources.Start(this, new ResourceRegistration(args, options, custom, remote));
    }

    [Output(WireNames.Urn)]
    public Output<string> Urn { get; private protected set; } = null!;

    internal ImmutableDictionary<string, OutputCompletion> Completions { get; }

    /// <summary>The parent that was given; null also for the resources directly under the stack.</summary>
    internal Resource? Parent { get; }

    internal ImmutableArray<Input<Alias>> Aliases { get; } = [];

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    internal ImmutableArray<Resource> GetChildren()
    {
        lock (_children)
            return [.. _children];
    }

    /// <summary>The provider that children of the type inherit from this resource.</summary>
    internal ProviderResource? GetProvider(string type) => PackageOf(type) is { } package ? _providers.GetValueOrDefault(package) : null;

    private static string? PackageOf(string type) => type.Split(':') is [var package, _, _] ? package : null;

    private Stack? EffectiveStack(Deployment deployment) => this is Stack ? null : deployment.Stack;

    private Resource? EffectiveParent(Deployment deployment, ResourceOptions options)
        => options.Parent ?? (options.Urn is null ? EffectiveStack(deployment) : null);

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } changed)
                continue;
            if (changed.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.", nameof(options));
            (args, options) = (changed.Args, changed.Options);
        }

        return (args, options);
    }
}
