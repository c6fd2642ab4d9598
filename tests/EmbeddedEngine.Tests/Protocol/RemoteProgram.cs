using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Tests.Protocol;

/// <summary>The other end of <c>--client</c> and <c>--event-log</c>: a language runtime whose program is a delegate, and a listener for events.</summary>
internal sealed class RemoteProgram : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Runtime _runtime;
    private readonly EventListener _listener;

    private RemoteProgram(WebApplication application, Runtime runtime, EventListener listener) => (_application, _runtime, _listener) = (application, runtime, listener);

    public string Address => new Uri(_application.Urls.Single()).Authority;

    /// <summary>What the program does; its outcome is the answer to the engine.</summary>
    public Func<RunRequest, ResourceMonitor.ResourceMonitorClient, Pulumirpc.Engine.EngineClient, Task> Program
    {
        set => _runtime.Program = value;
    }

    /// <summary>Requests of Run, in order.</summary>
    public List<RunRequest> Runs => _runtime.Runs;

    /// <summary>Events as they arrived.</summary>
    public List<string> Events => _listener.Events;

    public static async Task<RemoteProgram> StartAsync()
    {
        var (runtime, listener) = (new Runtime(), new EventListener());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(runtime);
        builder.Services.AddSingleton(listener);
        builder.Services.AddGrpc();
        var application = builder.Build();
        application.UseRouting();
        application.MapGrpcService<Runtime>();
        application.MapGrpcService<EventListener>();
        await application.StartAsync();
        return new RemoteProgram(application, runtime, listener);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private sealed class Runtime : LanguageRuntime.LanguageRuntimeBase
    {
        public Func<RunRequest, ResourceMonitor.ResourceMonitorClient, Pulumirpc.Engine.EngineClient, Task> Program { get; set; } = (_, _, _) => Task.CompletedTask;

        public List<RunRequest> Runs { get; } = [];

        public override Task<AboutResponse> About(AboutRequest request, ServerCallContext context) =>
            Task.FromResult(new AboutResponse { Executable = "/usr/bin/test", Version = "1.2" });

        public override async Task<RunResponse> Run(RunRequest request, ServerCallContext context)
        {
            Runs.Add(request);
            using var channel = GrpcChannel.ForAddress("http://" + request.MonitorAddress);
            try
            {
                await Program(request, new ResourceMonitor.ResourceMonitorClient(channel), new Pulumirpc.Engine.EngineClient(channel));
                return new RunResponse();
            }
            catch (RpcException e)
            {
                return new RunResponse { Error = e.Status.Detail };
            }
        }
    }

    private sealed class EventListener : Pulumirpc.Events.EventsBase
    {
        public List<string> Events { get; } = [];

        public override async Task<Empty> StreamEvents(IAsyncStreamReader<EventRequest> requestStream, ServerCallContext context)
        {
            await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
                Events.Add(request.Event);
            return new Empty();
        }
    }
}
