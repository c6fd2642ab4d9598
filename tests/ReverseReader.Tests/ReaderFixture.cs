using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.Credentials;
using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;
using Provisioner.Emulator;
using Provisioner.ReverseReader.Components;

namespace Provisioner.ReverseReader.Tests;

/// <summary>An emulator and a reader that looks at it; disposed with the test.</summary>
internal sealed class ReaderFixture : IAsyncDisposable
{
    public const string Host = "adb-1.1.azuredatabricks.net";

    private readonly EmulatorServer _emulator;
    private readonly HttpClient _http = new();

    private ReaderFixture(EmulatorServer emulator)
    {
        _emulator = emulator;
        Clients = new DatabricksClients(
            new DatabricksClientOptions { Databricks = new TokenCredentialValue("dapi-test"), Azure = new AzureToken("arm-test"), AccountId = "11111111-1111-4111-8111-111111111111", Proxy = emulator.Address },
            TimeProvider.System);
        Settings = new ReaderSettings { SubscriptionId = "22222222-2222-4222-8222-222222222222", ResourceGroup = "data" };
    }

    public DatabricksClients Clients { get; }

    public ReaderSettings Settings { get; }

    public FactReader Facts => new(Clients, Settings);

    public UnprovisionReader Unprovision => new(Clients, Settings);

    public static async Task<ReaderFixture> StartAsync(string? seed = null) => new(await EmulatorServer.StartAsync(new EmulatorOptions { SeedText = seed }, CancellationToken.None));

    /// <summary>A call to the emulated workspace, as a person's script would make it.</summary>
    public async Task<JsonObject> CallAsync(HttpMethod method, string path, object? body = null, string host = Host)
    {
        using var request = new HttpRequestMessage(method, new Uri(_emulator.Address, path));
        request.Headers.Host = host;
        request.Headers.Authorization = new("Bearer", "dapi-person");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public async Task SeedAsync(object seed) => await CallAsync(HttpMethod.Post, "/_emulator/seed", seed);

    public async Task OrderFaultAsync(object fault) =>
        (await _http.PostAsJsonAsync(new Uri(_emulator.Address, "/_emulator/faults"), new[] { fault })).EnsureSuccessStatusCode();

    /// <summary>Changing calls that the emulator has seen since it started.</summary>
    public async Task<int> ChangesAsync() => (await CallsAsync()).Count(call => call!["changes"]!.GetValue<bool>());

    /// <summary>The filters of all look-ups of users, groups and service principals since it started.</summary>
    public async Task<string[]> LookUpsAsync() =>
    [
        .. (await CallsAsync())
            .Where(call => (string)call!["path"]! is var path && path.Contains("/scim/", StringComparison.Ordinal) && !path.EndsWith("/Me", StringComparison.Ordinal))
            .Select(call => Uri.UnescapeDataString((string)call!["query"]!)),
    ];

    private async Task<JsonArray> CallsAsync() => JsonNode.Parse(await _http.GetStringAsync(new Uri(_emulator.Address, "/_emulator/calls")))!.AsArray();

    /// <summary>A component of the sample, in the workspace named by its URL.</summary>
    public static T Component<T>(string id, params (string Old, string New)[] changes)
        where T : Component
    {
        var reading = DescriptorReader.Read(Sample(id, changes), new DescriptorSettings());
        Assert.True(reading.Succeeded, string.Join('\n', reading.Problems));
        return Assert.IsType<T>(reading.Component);
    }

    public static UnprovisionTarget Target(string id, params (string Old, string New)[] changes)
    {
        var reading = DescriptorReader.ReadForUnprovision(Sample(id, changes), new DescriptorSettings());
        Assert.True(reading.Succeeded, string.Join('\n', reading.Problems));
        return reading.Target!;
    }

    private static string Sample(string id, (string Old, string New)[] changes)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml"))
            .Replace("workspace: sales_orders_1", $"workspace: {Host}", StringComparison.Ordinal)
            .Replace("workspaceOP: sales_orders_1", $"workspaceOP: {Host}", StringComparison.Ordinal)
            .Replace("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", $"componentIdToProvision: urn:dmb:cmp:sales:orders:1:{id}", StringComparison.Ordinal);
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }

    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        _http.Dispose();
        await _emulator.DisposeAsync();
    }
}
