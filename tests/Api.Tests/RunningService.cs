using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Provisioner.Api.Hosting;
using Provisioner.Api.Settings;
using Provisioner.Emulator;
using Provisioner.Operations.Data;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Store;

namespace Provisioner.Api.Tests;

/// <summary>The service in this process on a port of its own; operations end as <see cref="Ending"/> says instead of reaching Databricks.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("api-").FullName;
    private WebApplication _application = null!;

    public string Data => _folder;

    public HttpClient Http { get; private set; } = null!;

    public OperationStore Store => _application.Services.GetRequiredService<OperationStore>();

    public Func<OperationRow, OperationLog, Task<OperationEnding>> Ending { get; set; } = (_, _) => Task.FromResult(OperationEnding.Completed("done"));

    public static Task<RunningService> StartAsync(params (string Name, string Value)[] settings) => StartAsync(null, settings);

    /// <summary>Nothing is replaced: what the operations do, they do on the emulator.</summary>
    public static Task<RunningService> StartOnAsync(EmulatorServer emulator) => StartAsync(emulator, []);

    private static async Task<RunningService> StartAsync(EmulatorServer? emulator, (string Name, string Value)[] settings)
    {
        var service = new RunningService();
        var environment = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        environment["Server:Port"] = "0";
        environment["Emulator"] = emulator?.Address.ToString() ?? "http://127.0.0.1:1";
        var (read, problems) = ServiceSettings.Read(null, new Dictionary<string, string?>(), environment);
        Assert.Empty(problems);
        service._application = ServiceHost.Build(read!, DataFolder.Open(service._folder), services =>
        {
            if (emulator is not null)
                return;
            foreach (var handler in services.Where(descriptor => descriptor.ServiceType == typeof(IOperationHandler)).ToArray())
                services.Remove(handler);
            foreach (var kind in Enum.GetValues<OperationKind>())
                services.AddSingleton<IOperationHandler>(new Handler(service, kind));
        });
        await service._application.StartAsync();
        var address = service._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        service.Http = new HttpClient { BaseAddress = new Uri(address) };
        return service;
    }

    public async Task<(int Status, JsonNode? Body)> PostAsync(string path, string body)
    {
        using var answer = await Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        return ((int)answer.StatusCode, await ReadAsync(answer));
    }

    public async Task<(int Status, JsonNode? Body)> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return ((int)answer.StatusCode, await ReadAsync(answer));
    }

    /// <summary>Polls until the operation has ended.</summary>
    public async Task<JsonNode> EndedAsync(string path)
    {
        for (var i = 0; i < 6000; i++)
        {
            var (status, body) = await GetAsync(path);
            Assert.Equal(200, status);
            if (body!["status"]!.GetValue<string>() != "RUNNING")
                return body;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        throw new TimeoutException($"{path} stays RUNNING.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private sealed class Handler(RunningService service, OperationKind kind) : IOperationHandler
    {
        public OperationKind Kind => kind;

        public Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken) => service.Ending(operation, log);
    }
}
