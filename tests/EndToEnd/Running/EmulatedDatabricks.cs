using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Running;

/// <summary>An emulator as a process, and its control address.</summary>
internal sealed class EmulatedDatabricks : IAsyncDisposable
{
    private readonly ProgramProcess _process;

    private EmulatedDatabricks(ProgramProcess process) => _process = process;

    public Uri Address => _process.Address;

    public static async Task<EmulatedDatabricks> StartAsync() => new(await ProgramProcess.StartAsync(["emulator", "--port", "0"]));

    /// <param name="host">Null: of all workspaces.</param>
    public async Task<JsonObject> StateAsync(string? host = null) => (await _process.Http.GetFromJsonAsync<JsonObject>($"/_emulator/state{(host is null ? "" : $"?host={host}")}"))!;

    /// <param name="collection">jobs, repos, permissions …</param>
    public async Task<JsonObject[]> ListAsync(string collection, string? host = null) => [.. (await StateAsync(host))[collection]!.AsArray().OfType<JsonObject>()];

    public async Task<JsonObject[]> JobsAsync(string name) => [.. (await ListAsync("jobs")).Where(job => (string?)job["settings"]!["name"] == name)];

    public async Task<JsonObject[]> CallsAsync() => [.. (await _process.Http.GetFromJsonAsync<JsonArray>("/_emulator/calls"))!.OfType<JsonObject>()];

    /// <summary>The calls that were made while <paramref name="action"/> ran.</summary>
    public async Task<JsonObject[]> CallsDuringAsync(Func<Task> action)
    {
        var before = (await CallsAsync()).Select(call => (long)call["sequence"]!).DefaultIfEmpty(0).Max();
        await action();
        return [.. (await CallsAsync()).Where(call => (long)call["sequence"]! > before)];
    }

    /// <summary>The calls that changed something while <paramref name="action"/> ran.</summary>
    public async Task<string[]> ChangesDuringAsync(Func<Task> action) => Changes(await CallsDuringAsync(action));

    public static string[] Changes(IEnumerable<JsonObject> calls) => [.. calls.Where(call => (bool)call["changes"]!).Select(call => $"{call["method"]} {call["path"]}")];

    public Task OrderFaultAsync(JsonObject fault) => PostAsync("/_emulator/faults", new JsonArray(fault));

    public async Task ClearFaultsAsync() => (await _process.Http.DeleteAsync("/_emulator/faults")).EnsureSuccessStatusCode();

    public Task ResetAsync() => PostAsync("/_emulator/reset", new JsonObject());

    /// <summary>A call of the workspace's API, as a person's tool makes it.</summary>
    public async Task<JsonObject> CallAsync(string path, JsonNode body, string host = JobSample.Host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Host = host;
        request.Headers.Authorization = new("Bearer", "a-person");
        using var answer = await _process.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonObject>() ?? [];
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task PostAsync(string path, JsonNode body) => (await _process.Http.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode();
}
