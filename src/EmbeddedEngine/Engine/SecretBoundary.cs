using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Gives a provider plain values, and marks in its answers what went in as secret.</summary>
internal sealed class SecretBoundary(IResourceProvider inner) : IResourceProvider
{
    public async Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken)
    {
        var result = await inner.CheckConfigAsync(urn, oldInputs.WithoutSecrets(), newInputs.WithoutSecrets(), cancellationToken).ConfigureAwait(false);
        return result with { Inputs = result.Inputs.WithSecretsOf(newInputs) };
    }

    public Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        inner.DiffConfigAsync(urn, oldInputs.WithoutSecrets(), newInputs.WithoutSecrets(), cancellationToken);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => inner.ConfigureAsync(inputs.WithoutSecrets(), cancellationToken);

    public async Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var plain = request with { OldInputs = request.OldInputs.WithoutSecrets(), NewInputs = request.NewInputs.WithoutSecrets() };
        var result = await inner.CheckAsync(plain, cancellationToken).ConfigureAwait(false);
        return result with { Inputs = result.Inputs.WithSecretsOf(request.NewInputs) };
    }

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var plain = request with
        {
            OldInputs = request.OldInputs.WithoutSecrets(),
            OldOutputs = request.OldOutputs.WithoutSecrets(),
            NewInputs = request.NewInputs.WithoutSecrets(),
        };
        return inner.DiffAsync(plain, cancellationToken);
    }

    public async Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var result = await inner.CreateAsync(request with { Inputs = request.Inputs.WithoutSecrets() }, cancellationToken).ConfigureAwait(false);
            return result with { Outputs = result.Outputs.WithSecretsOf(request.Inputs) };
        }
        catch (ProviderException e) when (e.Partial is { } partial)
        {
            throw new ProviderException(SecretTexts.Mask(e.Message, request.Inputs), e) { Partial = partial with { Outputs = partial.Outputs.WithSecretsOf(request.Inputs) } };
        }
        catch (ProviderException e) when (SecretTexts.Mask(e.Message, request.Inputs) is var masked && masked != e.Message)
        {
            throw new ProviderException(masked, e);
        }
    }

    public async Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var plain = request with { Inputs = request.Inputs.WithoutSecrets(), Outputs = request.Outputs.WithoutSecrets() };
        var result = await inner.ReadAsync(plain, cancellationToken).ConfigureAwait(false);
        return result is null
            ? null
            : result with { Inputs = result.Inputs.WithSecretsOf(request.Inputs), Outputs = result.Outputs.WithSecretsOf(request.Inputs).WithSecretsOf(request.Outputs) };
    }

    public async Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var plain = request with
        {
            OldInputs = request.OldInputs.WithoutSecrets(),
            OldOutputs = request.OldOutputs.WithoutSecrets(),
            NewInputs = request.NewInputs.WithoutSecrets(),
        };
        try
        {
            var result = await inner.UpdateAsync(plain, cancellationToken).ConfigureAwait(false);
            return new UpdateResult(result.Outputs.WithSecretsOf(request.NewInputs));
        }
        catch (ProviderException e) when (e.Partial is { } partial)
        {
            throw new ProviderException(SecretTexts.Mask(e.Message, request.NewInputs), e) { Partial = partial with { Outputs = partial.Outputs.WithSecretsOf(request.NewInputs) } };
        }
        catch (ProviderException e) when (SecretTexts.Mask(e.Message, request.NewInputs) is var masked && masked != e.Message)
        {
            throw new ProviderException(masked, e);
        }
    }

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) =>
        inner.DeleteAsync(request with { OldInputs = request.OldInputs.WithoutSecrets(), OldOutputs = request.OldOutputs.WithoutSecrets() }, cancellationToken);

    // The program's SDK knows which arguments were secret, and marks the whole answer.
    public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellationToken) =>
        inner.InvokeAsync(token, arguments.WithoutSecrets(), cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
