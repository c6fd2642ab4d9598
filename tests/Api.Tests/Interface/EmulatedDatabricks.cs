using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Provisioner.Emulator;

namespace Provisioner.Api.Tests.Interface;

/// <summary>An emulator in this process with two workspaces, and the calls of a person's tools.</summary>
internal sealed class EmulatedDatabricks : IAsyncDisposable
{
    private readonly HttpClient _http;

    private EmulatedDatabricks(EmulatorServer server) => (Server, _http) = (server, new HttpClient { BaseAddress = server.Address });

    public EmulatorServer Server { get; }

    public static async Task<EmulatedDatabricks> StartAsync()
    {
        var databricks = new EmulatedDatabricks(await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken));
        await databricks.SeedAsync($$"""
            default: false
            workspaces: [ { name: first, host: {{ComponentSamples.Host}}, metastore: main-metastore }, { name: second, host: {{ComponentSamples.OtherHost}}, metastore: main-metastore } ]
            tables:
              - fullName: sales_orders_1.clean.orders
                columns: [ { name: order_id, type: bigint }, { name: customer, type: string }, { name: amount, type: "decimal(10,2)" } ]
            """);
        return databricks;
    }

    public async Task SeedAsync(string seed) => (await _http.PostAsync("/_emulator/seed", new StringContent(seed))).EnsureSuccessStatusCode();

    public async Task<JsonObject> StateAsync() => (await _http.GetFromJsonAsync<JsonObject>("/_emulator/state"))!;

    public async Task<JsonObject[]> ListAsync(string collection, string? host = null) =>
        [.. (await _http.GetFromJsonAsync<JsonObject>($"/_emulator/state?host={host}"))![collection]!.AsArray().OfType<JsonObject>()];

    /// <param name="securable">Type and full name: <c>table/sales.clean.orders</c>.</param>
    public Task GrantAsync(string securable, string principal, string privilege) => CallAsync(
        $"/api/2.1/unity-catalog/permissions/{securable}",
        new JsonObject { ["changes"] = new JsonArray(new JsonObject { ["principal"] = principal, ["add"] = new JsonArray(privilege) }) }, method: "PATCH");

    public async Task<JsonObject> CallAsync(string path, JsonNode body, string host = ComponentSamples.Host, string method = "POST")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(body) };
        request.Headers.Host = host;
        request.Headers.Authorization = new("Bearer", "a-person");
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonObject>() ?? [];
    }

    /// <summary>The calls that <paramref name="action"/> led to.</summary>
    public async Task<JsonObject[]> CallsDuringAsync(Func<Task> action)
    {
        var before = (await CallsAsync()).Select(call => (long)call["sequence"]!).DefaultIfEmpty(0).Max();
        await action();
        return [.. (await CallsAsync()).Where(call => (long)call["sequence"]! > before)];
    }

    public static IEnumerable<string> Changes(IEnumerable<JsonObject> calls) => calls.Where(call => (bool)call["changes"]!).Select(call => $"{call["method"]} {call["path"]}");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<IEnumerable<JsonObject>> CallsAsync() => (await _http.GetFromJsonAsync<JsonArray>("/_emulator/calls"))!.OfType<JsonObject>();
}
