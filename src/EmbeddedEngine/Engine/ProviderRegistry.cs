using System.Collections.Concurrent;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// The providers of an operation, by reference. Provider resources go through check, comparison, creation like all others;
/// <see cref="ProviderResources"/> turns that into configuration of what is kept here.
/// </summary>
internal sealed class ProviderRegistry : IAsyncDisposable
{
    /// <summary>What the engine keeps with a provider's arguments; providers never see it.</summary>
    public const string InternalKey = "__internal";

    public const string VersionKey = "version";

    private readonly OperationRequest _request;
    private readonly BaseState _baseState;
    private readonly ProviderResources _resources;
    private readonly ConcurrentDictionary<string, IResourceProvider> _configured = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IResourceProvider> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _oldNames = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IResourceProvider> _all = [];
    private readonly SemaphoreSlim _loading = new(1, 1);

    public ProviderRegistry(OperationRequest request, BaseState baseState)
    {
        _request = request;
        _baseState = baseState;
        _resources = new ProviderResources(this, request.DryRun);
    }

    /// <summary>The provider's arguments as it gets them.</summary>
    public static PropertyMap Arguments(PropertyMap inputs) => inputs.Remove(InternalKey);

    /// <summary>Who does the work for a custom resource. A provider that only the state knows is made from there.</summary>
    /// <exception cref="ProviderException">There is no such provider.</exception>
    public Task<IResourceProvider> ForResourceAsync(ResourceState state, CancellationToken cancellationToken) =>
        Urn.IsProviderType(state.Type) ? Task.FromResult<IResourceProvider>(_resources) : ByReferenceAsync(state.Provider, $"resource '{state.Urn}'", cancellationToken);

    /// <param name="user">Who needs it, for messages.</param>
    /// <exception cref="ProviderException">There is no such provider.</exception>
    public async Task<IResourceProvider> ByReferenceAsync(string provider, string user, CancellationToken cancellationToken)
    {
        if (_configured.TryGetValue(provider, out var known))
        {
            return known;
        }

        if (!ProviderReference.TryParse(provider, out var reference))
        {
            throw new ProviderException($"bad provider reference '{provider}' for {user}");
        }

        if (_baseState.Deployment.Resources.FirstOrDefault(r => r.Urn == reference.Urn && r.Id == reference.Id) is not { } old)
        {
            throw new ProviderException($"unknown provider '{provider}' for {user}");
        }

        await KeepAsync(old, isChecked: false, cancellationToken).ConfigureAwait(false);
        return _configured[provider];
    }

    /// <summary>A provider resource goes by another name from now on: references by the old one still work.</summary>
    public void Rename(string urn, string oldUrn) => _oldNames[urn] = oldUrn;

    /// <summary>Configures the provider of a resource that stays as it is.</summary>
    /// <param name="isChecked">Its arguments were just checked: that instance is used.</param>
    public async Task KeepAsync(ResourceState state, bool isChecked, CancellationToken cancellationToken)
    {
        var reference = new ProviderReference(state.Urn, state.Id);
        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_configured.ContainsKey(reference.ToString()))
            {
                return;
            }

            var provider = isChecked && _checked.TryRemove(state.Urn, out var known) ? known : Load(state.Urn, state.Inputs);
            await ConfigureAsync(reference, provider, state.Inputs, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>What a change of arguments means for the resources of a provider.</summary>
    public Task<DiffResult> DiffConfigurationAsync(ProviderReference provider, ResourceState old, PropertyMap newInputs, CancellationToken cancellationToken)
    {
        var instance = _configured.GetValueOrDefault(provider.ToString()) ?? throw new ProviderException($"failed to resolve provider reference: \"{provider}\"");
        return instance.DiffConfigAsync(provider.Urn, Arguments(old.Inputs), Arguments(newInputs), cancellationToken);
    }

    /// <summary>Makes a provider for a resource, to check its arguments first.</summary>
    public IResourceProvider LoadForCheck(string urn, PropertyMap inputs) => _checked[urn] = Load(urn, inputs);

    public IResourceProvider? Checked(string urn) => _checked.GetValueOrDefault(urn);

    public Task ConfigureAsync(ProviderReference reference, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var provider = _checked.TryRemove(reference.Urn, out var known) ? known : Load(reference.Urn, inputs);
        return ConfigureAsync(reference, provider, inputs, cancellationToken);
    }

    public void Forget(ProviderReference reference) => _configured.TryRemove(reference.ToString(), out _);

    public IResourceProvider? Configured(ProviderReference reference) => _configured.GetValueOrDefault(reference.ToString());

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _all)
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }

        _loading.Dispose();
    }

    private async Task ConfigureAsync(ProviderReference reference, IResourceProvider provider, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var arguments = Arguments(inputs);
        if (arguments.ContainsUnknown())
        {
            provider = new UnconfiguredProvider();
        }
        else
        {
            await provider.ConfigureAsync(arguments, cancellationToken).ConfigureAwait(false);
        }

        _configured[reference.ToString()] = provider;
        if (_oldNames.TryGetValue(reference.Urn, out var oldUrn))
        {
            _configured[(reference with { Urn = oldUrn }).ToString()] = provider;
        }
    }

    private SecretBoundary Load(string urn, PropertyMap inputs)
    {
        var package = Urn.ProviderPackage(Urn.Type(urn));
        var version = inputs.GetValueOrDefault(VersionKey) is StringValue { Value: var text } ? text : "";
        var provider = _request.Providers.Create(package, version, _request.Environment);
        if (provider is null)
        {
            var known = string.Join(", ", _request.Providers.Packages.Keys.Order(StringComparer.Ordinal));
            throw new ProviderException($"no resource plugin 'pulumi-resource-{package}' found: this engine has no provider for package '{package}' (it has: {known})");
        }

        var guarded = new SecretBoundary(provider);
        _all.Add(guarded);
        return guarded;
    }
}
