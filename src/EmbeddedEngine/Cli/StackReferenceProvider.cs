using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Reads the outputs of another stack of the same backend (<c>pulumi.StackReference</c>). Its secrets are opened with the operation's passphrase.</summary>
internal sealed class StackReferenceProvider(CommandContext context) : IResourceProvider
{
    private const string ReferenceType = "pulumi:pulumi:StackReference";

    public Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        Task.FromResult(CheckResult.Ok(newInputs));

    public Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) => Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) => throw Refused(request.Type);

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) => throw Refused(request.Type);

    public Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => throw Refused(request.Type);

    public Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        if (request.Type != ReferenceType)
            throw Refused(request.Type);
        if (!request.Outputs.TryGetValue("name", out var value) || value is not StringValue name)
            throw new ProviderException("stack reference can not be imported");
        return Task.FromResult<ReadResult?>(new ReadResult(request.Id, request.Inputs, Outputs(name.Value)));
    }

    public Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => throw Refused(request.Type);

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private PropertyMap Outputs(string name)
    {
        try
        {
            var stack = StackReference.Parse(name, context.Project?.Name);
            if (!context.Backend.Exists(stack))
                throw new ProviderException($"unknown stack \"{name}\"");
            var deployment = StackState.Read(context, stack, reveal: true).Deployment;
            var outputs = deployment.Resources.FirstOrDefault(resource => resource.Type == StackOutputCommand.RootType && !resource.Delete)?.Outputs ?? PropertyMap.Empty;
            var secret = outputs.Where(item => HoldsSecret(item.Value)).Select(item => (PropertyValue)item.Key).ToImmutableArray();
            return PropertyMap.Empty.Set("name", name).Set("outputs", outputs).Set("secretOutputNames", new ArrayValue(secret));
        }
        catch (Exception e) when (e is BackendException or CliException)
        {
            throw new ProviderException($"the stack \"{name}\" cannot be read: {e.Message}", e);
        }
    }

    private static bool HoldsSecret(PropertyValue value) => value switch
    {
        SecretValue => true,
        ArrayValue array => array.Items.Any(HoldsSecret),
        ObjectValue child => child.Properties.Values.Any(HoldsSecret),
        _ => false,
    };

    private static ProviderException Refused(string type) => new($"the resource type '{type}' is not supported by the embedded engine");
}
