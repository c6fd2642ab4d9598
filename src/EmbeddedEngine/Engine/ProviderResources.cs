using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>The provider of provider resources: creating one configures it, deleting one forgets it.</summary>
internal sealed class ProviderResources(ProviderRegistry registry, bool dryRun) : IResourceProvider
{
    public Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Providers of providers have no arguments.");

    public Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Providers of providers have no arguments.");

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Providers of providers have no arguments.");

    public async Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var provider = registry.LoadForCheck(request.Urn, request.NewInputs);
        var result = await provider.CheckConfigAsync(
            request.Urn, ProviderRegistry.Arguments(request.OldInputs), ProviderRegistry.Arguments(request.NewInputs), cancellationToken).ConfigureAwait(false);

        // Version and bookkeeping belong to the engine: a provider does not get to drop them.
        var inputs = result.Inputs;
        foreach (var key in new[] { ProviderRegistry.VersionKey, ProviderRegistry.InternalKey })
        {
            if (request.NewInputs.TryGetValue(key, out var value))
            {
                inputs = inputs.Set(key, value);
            }
        }

        return result with { Inputs = inputs };
    }

    public async Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var provider = registry.Checked(request.Urn) ?? registry.Configured(new ProviderReference(request.Urn, request.Id))
            ?? throw new ProviderException($"provider '{request.Urn}' has not been loaded");
        var newInputs = ProviderRegistry.Arguments(request.NewInputs);
        var diff = await provider.DiffConfigAsync(request.Urn, ProviderRegistry.Arguments(request.OldInputs), newInputs, cancellationToken).ConfigureAwait(false);
        return diff.Changes is null ? diff with { Changes = !request.OldOutputs.WithoutSecrets().Equals(newInputs.WithoutSecrets()) } : diff;
    }

    public async Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var id = request.Preview ? ProviderReference.UnknownId : Guid.NewGuid().ToString();
        await registry.ConfigureAsync(new ProviderReference(request.Urn, id), request.Inputs, cancellationToken).ConfigureAwait(false);
        return new CreateResult(id, ProviderRegistry.Arguments(request.Inputs));
    }

    public Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new ProviderException("provider resources may not be read");

    public async Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        await registry.ConfigureAsync(new ProviderReference(request.Urn, request.Id), request.NewInputs, cancellationToken).ConfigureAwait(false);
        return new UpdateResult(ProviderRegistry.Arguments(request.NewInputs));
    }

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        if (!dryRun)
        {
            registry.Forget(new ProviderReference(request.Urn, request.Id));
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
