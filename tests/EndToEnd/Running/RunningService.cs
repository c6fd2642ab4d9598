using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Running;

/// <summary>The service as a process with a data folder that outlives it, called as the Coordinator calls it.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    public const string GitToken = "ghp-Secret0fGit/9+x";
    public const string DatabricksToken = "dapi-Secret0fDatabricks/7+y";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Uri _emulator;
    private readonly (string Name, string Value)[] _settings;
    private ProgramProcess? _process;

    private RunningService(Uri emulator, (string, string)[] settings) => (_emulator, _settings) = (emulator, settings);

    public string Data { get; } = Directory.CreateTempSubdirectory("end-to-end-").FullName;

    public ProgramProcess Process => _process ?? throw new InvalidOperationException("The service does not run.");

    /// <summary>Everything that all its processes have written to standard error.</summary>
    public StringBuilder Log { get; } = new();

    public static async Task<RunningService> StartAsync(EmulatedDatabricks emulator, params (string Name, string Value)[] settings)
    {
        var service = new RunningService(emulator.Address, settings);
        await service.StartAgainAsync();
        return service;
    }

    public async Task StartAgainAsync()
    {
        await EndAsync();
        _process = await ProgramProcess.StartAsync(
            ["serve", "--port", "0", "--data", Data, "--emulator", _emulator.ToString()],
            [("PROVISIONER_Git__Token", GitToken), ("PROVISIONER_Databricks__Token", DatabricksToken), .. _settings]);
    }

    public async Task KillAsync() => await Process.KillAsync();

    public async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(string path, string body)
    {
        using var answer = await Process.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <returns>The token.</returns>
    public async Task<string> AcceptAsync(string path, string body)
    {
        var (status, answer) = await PostAsync(path, body);
        Assert.True(status == HttpStatusCode.Accepted, $"POST {path}: {(int)status} {answer}");
        return (string)answer!;
    }

    public async Task<JsonObject> StatusAsync(string token) => (await Process.Http.GetFromJsonAsync<JsonObject>($"/v1/provision/{token}/status"))!;

    /// <summary>Polls until the operation has ended.</summary>
    public async Task<JsonObject> EndedAsync(string token)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Limit)
        {
            var status = await StatusAsync(token);
            if ((string?)status["status"] != "RUNNING")
                return status;
            await Task.Delay(Poll, TimeProvider.System);
        }

        throw new TimeoutException($"The operation stays RUNNING: {(await StatusAsync(token)).ToJsonString()}\n{Process.Errors}");
    }

    /// <summary>As <see cref="EndedAsync"/>; a service that is gone ends the waiting too.</summary>
    public async Task EndedOrGoneAsync(string token)
    {
        try
        {
            await EndedAsync(token);
        }
        catch (HttpRequestException)
        {
            // It was killed, which is what the caller waits for.
        }
    }

    public async Task<JsonObject> RunAsync(string path, string body) => await EndedAsync(await AcceptAsync(path, body));

    /// <summary>Runs it and sees that it completes.</summary>
    public async Task<JsonObject> CompleteAsync(string path, string body)
    {
        var status = await RunAsync(path, body);
        Assert.True((string?)status["status"] == "COMPLETED", status.ToJsonString());
        return status;
    }

    public Task<JsonObject> ProvisionAsync(JobSample sample) => CompleteAsync("/v1/provision", sample.Request());

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(Data, recursive: true);
    }

    private async Task EndAsync()
    {
        if (_process is null)
            return;
        await _process.DisposeAsync();
        Log.Append(_process.Errors);
        _process = null;
    }
}
