using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests;

/// <summary>An emulator of one test, and calls to it as any client makes them.</summary>
internal sealed class EmulatorClient : IAsyncDisposable
{
    private readonly EmulatorServer _server;
    private readonly HttpClient _direct;
    private readonly HttpClient _proxied;

    private EmulatorClient(EmulatorServer server)
    {
        _server = server;
        _direct = new HttpClient { BaseAddress = server.Address };
        _proxied = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(server.Address), UseProxy = true });
    }

    public Uri Address => _server.Address;

    public HttpClient Http => _direct;

    public static async Task<EmulatorClient> StartAsync(string? seed = null, TimeProvider? time = null) =>
        new(await EmulatorServer.StartAsync(new EmulatorOptions { SeedText = seed, Time = time ?? TimeProvider.System }, CancellationToken.None));

    /// <summary>Calls the default workspace, or with an absolute address that host through the emulator as its proxy.</summary>
    public async Task<Answer> SendAsync(string method, string path, string? body = null, string token = "dapi-x")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith("http:", StringComparison.Ordinal) ? new Uri(path) : new Uri(Address, path));
        if (token.Length > 0) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var client = request.RequestUri!.Host == Address.Host ? _direct : _proxied;
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length == 0 || text[0] is not ('{' or '[') ? null : JsonNode.Parse(text), text, response.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value)));
    }

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    public Task<Answer> PostAsync(string path, string body) => SendAsync("POST", path, body);

    /// <summary>The collection of that name in the emulator's state.</summary>
    public async Task<JsonArray> StateAsync(string collection) => (await GetAsync("/_emulator/state"))[collection]!.AsArray();

    /// <summary>The last call's record in the call log.</summary>
    public async Task<JsonObject> LastCallAsync() => (await GetAsync("/_emulator/calls")).Body!.AsArray()[^1]!.AsObject();

    public async ValueTask DisposeAsync()
    {
        _direct.Dispose();
        _proxied.Dispose();
        await _server.DisposeAsync();
    }

    internal sealed record Answer(int Status, JsonNode? Body, string Text, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonNode? this[string key] => Body?[key];

        public string? ErrorCode => Body?["error_code"]?.ToString();
    }
}
