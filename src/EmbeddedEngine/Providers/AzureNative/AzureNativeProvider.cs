using System.Collections.Immutable;
using Provisioner.Databricks;
using Provisioner.Databricks.Transport;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary>The part of the Azure Native provider that data products need: workspaces and role assignments.</summary>
internal sealed class AzureNativeProvider(IReadOnlyDictionary<string, string?> environment, HandlerPool pool, TimeProvider time) : IResourceProvider
{
    private static readonly ImmutableHashSet<string> Engine = ["version", "pluginDownloadURL", "__internal", "parameterization"];

    private static readonly Dictionary<string, AzureResource> Resources =
        new AzureResource[] { new WorkspaceResource(), new RoleAssignmentResource() }.ToDictionary(resource => resource.Token, StringComparer.Ordinal);

    private DatabricksClients? _clients;
    private AzureSettings? _settings;

    public Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken)
    {
        var arguments = AzureNativeSchemas.Instance.Arguments;
        var failures = newInputs.Keys.Where(key => !Engine.Contains(key) && !arguments.ContainsKey(key)).Select(key => new CheckFailure(key, $"unknown provider argument '{key}'"));
        return Task.FromResult(new CheckResult(
            PropertyMap.From(newInputs.Where(item => item.Value is not NullValue).Select(item => KeyValuePair.Create(
                item.Key,
                arguments.TryGetValue(item.Key, out var argument) && argument.Secret && item.Value is not SecretValue and not UnknownValue ? new SecretValue(item.Value) : item.Value))),
            [.. failures]));
    }

    public Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        Task.FromResult(AzureDiff.Compare(oldInputs, newInputs, [], _ => false));

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        if (!inputs.Values.Any(PropertyValues.HasUnknowns))
            _settings = new AzureSettings(inputs, environment);
        return Task.CompletedTask;
    }

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var resource = Resource(request.Type);
        var inputs = PropertyMap.From(request.NewInputs.Where(item => item.Value is not NullValue));
        if (!inputs.ContainsKey(resource.NameProperty))
        {
            inputs = inputs.Set(resource.NameProperty, request.OldInputs.Get(resource.NameProperty) ?? resource.AutomaticName(
                request.Name, request.RandomSeed.IsDefaultOrEmpty ? System.Security.Cryptography.RandomNumberGenerator.GetBytes(32) : request.RandomSeed.AsSpan()));
        }

        var missing = resource.Schema.Inputs.Values.Where(property => property.Required && !inputs.ContainsKey(property.Name))
            .Select(property => new CheckFailure(property.Name, $"missing required property '{property.Name}'"));
        var unknown = inputs.Keys.Where(key => !PropertyValues.IsReserved(key) && !resource.Schema.Inputs.ContainsKey(key))
            .Select(key => new CheckFailure(key, $"property '{key}' is not known to {request.Type}"));
        var mistyped = resource.Schema.Inputs.Values.Where(property => inputs.Get(property.Name) is { } value && !Fits(property.Type, value))
            .Select(property => new CheckFailure(property.Name, $"'{property.Name}' should be of type '{property.Type.Split('|')[0]}'"));
        return Task.FromResult(new CheckResult(inputs, [.. missing, .. unknown, .. mistyped]));
    }

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var resource = Resource(request.Type);
        return Task.FromResult(AzureDiff.Compare(
            request.OldInputs, request.NewInputs, request.IgnoreChanges, key => resource.Schema.Inputs.TryGetValue(key, out var property) && property.Replace));
    }

    public async Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = Resource(request.Type);
        if (request.Preview)
            return new CreateResult("", Preview(resource, request.Inputs));
        var settings = Settings();
        var id = resource.Id(request.Inputs, settings.SubscriptionId);
        var body = resource.Body(request.Inputs);
        return await GuardAsync(async () =>
        {
            if (await FindAsync(resource, id, cancellationToken) is { } existing && !resource.IsSame(existing, body))
                throw new ProviderException($"cannot create already existing resource '{id}': it already exists");
            var answer = await resource.PutAsync(Client(), id, body, cancellationToken);
            return new CreateResult(answer["id"]?.GetValue<string>() ?? id, AzureValues.Outputs(resource.Schema, answer, resource.ApiVersion));
        });
    }

    public async Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var resource = Resource(request.Type);
        if (_settings is null)
            return new ReadResult(request.Id, request.Inputs, request.Outputs);
        if (await GuardAsync(() => FindAsync(resource, request.Id, cancellationToken)) is not { } answer)
            return null;
        var outputs = AzureValues.Outputs(resource.Schema, answer, resource.ApiVersion);
        var inputs = request.Inputs.Count == 0
            ? PropertyMap.From(outputs.Where(item => resource.Schema.Inputs.ContainsKey(item.Key)).Concat(resource.PathInputs(request.Id)))
            : PropertyMap.From(request.Inputs.Select(item => KeyValuePair.Create(item.Key, Refreshed(resource, item.Key, item.Value, request.Outputs, outputs))));
        return new ReadResult(request.Id, inputs, outputs);
    }

    public async Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var resource = Resource(request.Type);
        if (request.Preview)
            return new UpdateResult(PropertyMap.From(request.OldOutputs.Concat(request.NewInputs.Where(item => resource.Schema.Outputs.ContainsKey(item.Key)))
                .GroupBy(item => item.Key, StringComparer.Ordinal).Select(group => group.Last())));
        return new UpdateResult(await GuardAsync(async () =>
            AzureValues.Outputs(resource.Schema, await resource.PutAsync(Client(), request.Id, resource.Body(request.NewInputs), cancellationToken), resource.ApiVersion)));
    }

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var resource = Resource(request.Type);
        return GuardAsync(async () =>
        {
            try
            {
                await resource.DeleteAsync(Client(), request.Id, cancellationToken);
            }
            catch (AzureApiException gone) when (gone.IsNotFound)
            {
                // What is to go is gone.
            }

            return true;
        });
    }

    public ValueTask DisposeAsync()
    {
        _clients?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static AzureResource Resource(string type) => Resources.GetValueOrDefault(type)
        ?? throw new ProviderException($"resource type {type} is not supported by the embedded Azure provider; it knows {string.Join(", ", Resources.Keys.Order(StringComparer.Ordinal))}");

    // An input follows the live value only where that changed: Azure gives back more, and in other spellings, than it was given.
    private static PropertyValue Refreshed(AzureResource resource, string key, PropertyValue input, PropertyMap olds, PropertyMap news)
    {
        if (resource.PathProperties.Contains(key, StringComparer.Ordinal) || !resource.Schema.Outputs.ContainsKey(key))
            return input;
        var (old, now) = (olds.Get(key), news.Get(key));
        return now is null || now.Equals(old) ? input : input is SecretValue ? new SecretValue(now) : now;
    }

    private static PropertyMap Preview(AzureResource resource, PropertyMap inputs) => PropertyMap.From(resource.Schema.Outputs.Values.Select(property =>
        KeyValuePair.Create(property.Name, inputs.TryGetValue(property.Name, out var given) ? given : property.Required ? PropertyValue.Unknown : PropertyValue.Null))
        .Where(item => item.Value is not NullValue));

    private static bool Fits(string type, PropertyValue value) => (type, value) switch
    {
        (_, UnknownValue) => true,
        ([.., ']'], _) => value is ArrayValue,
        ([.., '}'], _) or (['#', ..], _) => value is ObjectValue,
        ("boolean", _) => value is BoolValue,
        ("integer" or "number", _) => value is NumberValue,
        ("any", _) => true,
        _ => value is StringValue,
    };

    private static async Task<T> GuardAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (AzureApiException refused)
        {
            var code = refused.ErrorCode.Length > 0 ? $"Code=\"{refused.ErrorCode}\" Message=\"{refused.Message}\"" : refused.Message;
            throw new ProviderException(refused.Status is { } status ? $"Status={(int)status} {code}" : code, refused);
        }
    }

    private async Task<System.Text.Json.Nodes.JsonObject?> FindAsync(AzureResource resource, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await resource.GetAsync(Client(), id, cancellationToken);
        }
        catch (AzureApiException gone) when (gone.IsNotFound)
        {
            return null;
        }
    }

    private AzureSettings Settings() => _settings ?? throw new ProviderException("the Azure provider is not configured");

    private AzureResourceManagerClient Client()
    {
        _clients ??= Settings().CreateClients(time, pool);
        return _clients.ResourceManager;
    }
}
