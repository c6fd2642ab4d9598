using System.Text.Json.Nodes;

namespace Provisioner.Api.Demo;

/// <summary>What the emulated Databricks holds and which calls it got, asked from outside.</summary>
internal sealed class EmulatorView(HttpClient http)
{
    /// <param name="collection">jobs, repos, directories, permissions …</param>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string collection, CancellationToken cancellationToken)
    {
        var state = await http.GetFromJsonAsync<JsonObject>("/_emulator/state", cancellationToken);
        return [.. state![collection]!.AsArray().OfType<JsonObject>()];
    }

    /// <summary>Puts more there.</summary>
    public async Task SeedAsync(string seed, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync("/_emulator/seed", new StringContent(seed), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<IReadOnlyList<string>> ChangesAfterAsync(long sequence, CancellationToken cancellationToken) =>
        [.. (await CallsAsync(cancellationToken))
            .Where(call => (long)call["sequence"]! > sequence && (bool)call["changes"]!)
            .Select(call => $"{call["method"]} {call["path"]}")];

    public async Task<long> LastCallAsync(CancellationToken cancellationToken) =>
        (await CallsAsync(cancellationToken)).Select(call => (long)call["sequence"]!).DefaultIfEmpty(0).Max();

    private async Task<IEnumerable<JsonObject>> CallsAsync(CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<JsonArray>("/_emulator/calls", cancellationToken))!.OfType<JsonObject>();
}
