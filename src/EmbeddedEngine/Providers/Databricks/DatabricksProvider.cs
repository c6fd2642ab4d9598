using System.Collections.Immutable;
using Provisioner.Databricks;
using Provisioner.Databricks.Transport;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>
/// The Databricks provider: checks, plans and compares by the schema's rules and leaves the calls to one <see cref="ResourceHandler"/> for each
/// resource. Messages have the real provider's form.
/// </summary>
internal sealed class DatabricksProvider(
    IReadOnlyDictionary<string, ResourceHandler> handlers, IReadOnlyDictionary<string, string?> environment, HandlerPool pool, TimeProvider time) : IResourceProvider
{
    private DatabricksContext? _context;
    private bool _isConfigured;

    public Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        Task.FromResult(ProviderConfiguration.Check(urn, newInputs));

    public Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken) =>
        Task.FromResult(ProviderConfiguration.Diff(oldInputs, newInputs));

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        if (inputs.Values.Any(PropertyValues.HasUnknowns))
            return Task.CompletedTask;
        var settings = new ProviderSettings(inputs, environment);
        _isConfigured = true;
        if (settings.Host.Length == 0)
            return Task.CompletedTask;
        var address = ProviderConfiguration.Address(settings.Host);
        // As Go programs do: a proxy of the environment is not for this machine.
        var clients = new DatabricksClients(
            new DatabricksClientOptions
            {
                Databricks = settings.Credential(),
                AccountId = settings.AccountId,
                AccountEndpoint = address,
                Proxy = address.IsLoopback ? null : settings.Proxy,
                UserAgent = "databricks-provisioner/1.0 embedded-provider/1.110.0",
            },
            time, pool);
        _context = new DatabricksContext(clients, address.AbsoluteUri, time, settings.AzureResourceId);
        return Task.CompletedTask;
    }

    public async Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var handler = Handler(request.Type);
        await Task.CompletedTask;
        var conversion = new InputConversion(
            request.Name, () => AutomaticName.Create(request.Name, request.RandomSeed), property => handler.EnvironmentDefault(property, environment));
        var inputs = conversion.Convert(handler.Schema, request.NewInputs, request.OldInputs);
        return new CheckResult(inputs, [.. conversion.Failures, .. handler.Check(request.Name, inputs)]);
    }

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var handler = Handler(request.Type);
        return Task.FromResult(Guard($"diffing {request.Urn}", handler, "customize diff for", () =>
            Planning.Diff(handler, request.OldOutputs, request.NewInputs, request.IgnoreChanges)));
    }

    public async Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var handler = Handler(request.Type);
        var planned = Guard($"diffing {request.Urn}", handler, "customize diff for", () => handler.AdjustPlan(null, Planner.Plan(handler.Schema, null, request.Inputs)));
        if (request.Preview)
            return new CreateResult("", WithId(handler, planned, PropertyValue.Unknown));
        var context = Context();
        var id = await GuardAsync("", handler, "create", () => handler.CreateAsync(context, planned, cancellationToken));
        try
        {
            var state = await ReadStateAsync(context, handler, id, planned, isNew: true, cancellationToken) ?? throw new ProviderException($"{handler.NativeName} {id} is not there after its creation");
            return new CreateResult(id, state);
        }
        catch (Exception failure) when (failure is ProviderException or DatabricksApiException or AzureApiException)
        {
            // It exists: the state must know it, or the next operation makes a second one.
            var partial = WithId(handler, PropertyMap.From(planned.Where(item => item.Value is not UnknownValue)), id);
            throw new ProviderException(Wording("", handler, "read", failure), failure) { Partial = new CreateResult(id, Sealed(handler, partial)) };
        }
    }

    public async Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var handler = Handler(request.Type);
        if (!_isConfigured)
            return new ReadResult(request.Id, request.Inputs, request.Outputs);
        var isImport = request.Inputs.Count == 0;
        var context = Context();
        var state = await GuardAsync($"refreshing {request.Urn}", handler, "read", async () =>
        {
            try
            {
                return await ReadStateAsync(context, handler, request.Id, request.Outputs, isImport, cancellationToken);
            }
            catch (DatabricksApiException gone) when (gone.IsNotFound)
            {
                return null;
            }
        });
        if (state is null)
            return null;
        state = ApiState.FillNested(handler.Schema, state, state);
        var inputs = isImport ? InputExtraction.Import(handler.Schema, state) : InputExtraction.Refresh(handler.Schema, request.Inputs, state);
        return new ReadResult(request.Id, inputs, state);
    }

    public async Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var handler = Handler(request.Type);
        var planned = Guard($"diffing {request.Urn}", handler, "customize diff for", () => handler.AdjustPlan(
            request.OldOutputs, Planning.KeepIgnored(request.OldOutputs, Planner.Plan(handler.Schema, request.OldOutputs, request.NewInputs), request.IgnoreChanges)));
        if (request.Preview)
            return new UpdateResult(WithId(handler, Differ.WithNestedMaps(handler.Schema, planned), request.Id));
        var context = Context();
        var state = await GuardAsync($"updating {request.Urn}", handler, "update", async () =>
        {
            var settled = await handler.UpdateAsync(context, request.Id, request.OldOutputs, planned, cancellationToken);
            return await ReadStateAsync(context, handler, request.Id, settled, isNew: false, cancellationToken);
        });
        return new UpdateResult(ApiState.FillNested(
            handler.Schema, state ?? throw new ProviderException($"Resource provider reported that the resource did not exist while updating {request.Urn}."), request.OldOutputs));
    }

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var handler = Handler(request.Type);
        var context = Context();
        return GuardAsync($"deleting {request.Urn}", handler, "delete", async () =>
        {
            try
            {
                await handler.DeleteAsync(context, request.Id, request.OldOutputs, cancellationToken);
            }
            catch (DatabricksApiException gone) when (gone.Status == System.Net.HttpStatusCode.NotFound || gone.ErrorCode is "RESOURCE_DOES_NOT_EXIST" or "NOT_FOUND")
            {
                // What is to go is gone.
            }

            return true;
        });
    }

    public async Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellationToken)
    {
        if (DatabricksFunctions.Find(token) is not { } function)
        {
            throw new ProviderException(
                $"the function {token} is not supported by the embedded Databricks provider; it knows {string.Join(", ", DatabricksFunctions.Tokens)}");
        }

        try
        {
            return await function(Context(), arguments, cancellationToken);
        }
        catch (Exception refused) when (refused is ProviderException or DatabricksApiException or AzureApiException)
        {
            throw new ProviderException($"invoking {token}: 1 error occurred:\n\t* {refused.Message}\n\n", refused);
        }
    }

    public ValueTask DisposeAsync()
    {
        _context?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<PropertyMap?> ReadStateAsync(
        DatabricksContext context, ResourceHandler handler, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var state = await handler.ReadAsync(context, id, prior, isNew, cancellationToken);
        if (state is null)
            return null;
        if (handler.HasProviderConfig && prior.Object("providerConfig") is null)
        {
            state = state.Set("providerConfig", await context.GetWorkspaceIdAsync(cancellationToken) is { } workspaceId
                ? PropertyMap.Empty.Set("workspaceId", workspaceId)
                : PropertyValue.Null);
        }

        return Sealed(handler, WithId(handler, state, id));
    }

    // The id is among the outputs, unless the resource has it under a name of its own.
    private static PropertyMap WithId(ResourceHandler handler, PropertyMap state, PropertyValue id) =>
        handler.Schema.Properties.ContainsKey("pipelineId") && handler.NativeName == "pipeline" ? state.Set("pipelineId", id) : state.Set("id", id);

    private static PropertyMap Sealed(ResourceHandler handler, PropertyMap state) => PropertyMap.From(state.Select(item =>
        KeyValuePair.Create(item.Key, handler.Schema.Properties.TryGetValue(item.Key, out var property) && property.Secret && item.Value is not (NullValue or SecretValue)
            ? new SecretValue(item.Value)
            : item.Value)));

    private static T Guard<T>(string action, ResourceHandler handler, string verb, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (ProviderException refused)
        {
            throw new ProviderException(Wording(action, handler, verb, refused), refused);
        }
    }

    private static async Task<T> GuardAsync<T>(string action, ResourceHandler handler, string verb, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception refused) when (refused is ProviderException { Partial: null } or DatabricksApiException or AzureApiException)
        {
            throw new ProviderException(Wording(action, handler, verb, refused), refused);
        }
    }

    private static string Wording(string action, ResourceHandler handler, string verb, Exception failure) =>
        $"{(action.Length > 0 ? action + ": " : "")}1 error occurred:\n\t* cannot {verb} {handler.NativeName}: {failure.Message}\n\n";

    private ResourceHandler Handler(string type) => handlers.GetValueOrDefault(type)
        ?? throw new ProviderException($"resource type {type} is not supported by the embedded Databricks provider; it knows {string.Join(", ", handlers.Keys.Order(StringComparer.Ordinal))}");

    private DatabricksContext Context() => _context ?? throw new ProviderException(
        "the Databricks provider has no host: give it as argument `host` or as DATABRICKS_HOST");
}
