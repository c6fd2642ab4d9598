using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Stands in, in a preview, for a provider whose arguments are not known yet: it can tell nothing, and says so with unknowns.</summary>
internal sealed class UnconfiguredProvider : IResourceProvider
{
    private const string Explanation =
        "The provider for this resource has inputs that are not known during preview.\n"
        + "This preview may not correctly represent the changes that will be applied during an update.";

    public Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        Task.FromResult(CheckResult.Ok(newInputs));

    public Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        Task.FromResult(PropertyDiffer.Diff(oldInputs, newInputs));

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(request.NewInputs));

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(PropertyDiffer.Diff(request.OldInputs, request.NewInputs));

    public Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => Task.FromResult(new CreateResult("", request.Inputs));

    public Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new ProviderException(Explanation);

    public Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => Task.FromResult(new UpdateResult(request.NewInputs));

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellationToken) => Task.FromResult(PropertyMap.Empty);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
