using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>Emulator and service, and the sample's components on them.</summary>
internal sealed class ProductWorld : IAsyncDisposable
{
    private readonly HttpClient _emulator;

    private ProductWorld(EmulatedDatabricks databricks, RunningService service) =>
        (Databricks, Service, _emulator) = (databricks, service, new HttpClient { BaseAddress = databricks.Address });

    public EmulatedDatabricks Databricks { get; }

    public RunningService Service { get; }

    public static async Task<ProductWorld> StartAsync()
    {
        var databricks = await EmulatedDatabricks.StartAsync();
        return new ProductWorld(databricks, await RunningService.StartAsync(databricks));
    }

    public async Task SeedAsync(string seed) => (await _emulator.PostAsync("/_emulator/seed", new StringContent(seed))).EnsureSuccessStatusCode();

    public async Task OrderFaultsAsync(params JsonObject[] faults) => (await _emulator.PostAsJsonAsync("/_emulator/faults", new JsonArray([.. faults]))).EnsureSuccessStatusCode();

    /// <summary>The host of the sample's workspace.</summary>
    public async Task<string> HostAsync() =>
        (string)(await Databricks.ListAsync("workspaces")).Single(workspace => (string?)workspace["workspace_name"] == ProductSample.Workspace)["host"]!;

    /// <summary>A call of a person's, at the sample's workspace unless another host is named.</summary>
    public async Task<JsonNode?> CallAsync(string method, string path, JsonNode? body = null, string? host = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Host = host ?? await HostAsync();
        request.Headers.Authorization = new("Bearer", "a-person");
        using var answer = await _emulator.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>All at the same moment.</summary>
    public async Task<JsonObject[]> RunAsync(string path, string[] components, string? text = null, bool removeData = false)
    {
        var tokens = await Task.WhenAll(components.Select(component => Service.AcceptAsync(path, ProductSample.Request(component, text, removeData))));
        return await Task.WhenAll(tokens.Select(Service.EndedAsync));
    }

    public async Task CompleteAsync(string path, string[] components, string? text = null, bool removeData = false)
    {
        foreach (var status in await RunAsync(path, components, text, removeData))
            Assert.True((string?)status["status"] == "COMPLETED", status.ToJsonString());
    }

    public Task ProvisionAsync(params string[] components) => CompleteAsync("/v1/provision", components);

    /// <summary>Job and pipeline at once on an empty account, then, with the source table there, workflow and output port at once.</summary>
    public async Task ProvisionAllAsync()
    {
        await ProvisionAsync(ProductSample.Job, ProductSample.Pipeline);
        await SeedAsync(ProductSample.SourceTable);
        await ProvisionAsync(ProductSample.Workflow, ProductSample.View);
    }

    /// <summary>"USE_SCHEMA,SELECT" of a principal on a securable; empty without any.</summary>
    public async Task<string> PrivilegesAsync(string securable, string principal) =>
        (await Databricks.ListAsync("grants"))
            .Where(grant => (string?)grant["full_name"] == securable)
            .SelectMany(grant => grant["privilege_assignments"]!.AsArray())
            .Where(entry => (string?)entry!["principal"] == principal)
            .Select(entry => string.Join(',', entry!["privileges"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal)))
            .SingleOrDefault() ?? "";

    public async ValueTask DisposeAsync()
    {
        _emulator.Dispose();
        await Service.DisposeAsync();
        await Databricks.DisposeAsync();
    }
}
