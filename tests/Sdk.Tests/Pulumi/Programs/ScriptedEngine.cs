using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

/// <summary>Resource monitor and engine on a loopback port. It keeps what it is asked, and answers as the script says.</summary>
internal sealed class ScriptedEngine : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ScriptedEngine(WebApplication server) => _server = server;

    public ConcurrentQueue<IMessage> Requests { get; } = new();

    public ConcurrentQueue<LogRequest> Logs { get; } = new();

    /// <summary>What a person gets to see; an SDK may say more.</summary>
    public IEnumerable<LogRequest> Messages => Logs.Where(log => log.Severity != LogSeverity.Debug);

    /// <summary>What the monitor says it supports; null for one that is older than the question.</summary>
    public IReadOnlyCollection<ResourceMonitorFeature>? Features { get; set; } = [.. System.Enum.GetValues<ResourceMonitorFeature>()];

    /// <summary>What it says when it is asked one by one.</summary>
    public HashSet<string> FeatureIds { get; } = 
        ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "replacementTrigger", "transforms", "invokeTransforms", "resourceHooks"];

    public Func<RegisterResourceRequest, Task<RegisterResourceResponse>> Register { get; set; } = AnswerWithArguments;

    public Func<ReadResourceRequest, ReadResourceResponse> Read { get; set; } = request => new ReadResourceResponse { Urn = "urn:read", Properties = request.Properties };

    public Func<ResourceInvokeRequest, ResourceInvokeResponse> Invoke { get; set; } = request => new ResourceInvokeResponse { Return = request.Args };

    /// <summary>How the wait for the end fails, if it does.</summary>
    public StatusCode? ShutdownFailure { get; set; }

    public string Address => new Uri(_server.Urls.Single()).Authority;

    public static async Task<ScriptedEngine> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        ScriptedEngine? engine = null;
        builder.Services.AddSingleton(_ => engine!);
        var server = builder.Build();
        server.MapGrpcService<MonitorService>();
        server.MapGrpcService<EngineService>();
        engine = new ScriptedEngine(server);
        await server.StartAsync();
        return engine;
    }

    public IEnumerable<T> RequestsOf<T>() => Requests.OfType<T>();

    public RegisterResourceRequest Registration(string name) => RequestsOf<RegisterResourceRequest>().Single(request => request.Name == name);

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    /// <summary>Every resource is created, with its arguments as outputs and its name as id.</summary>
    public static Task<RegisterResourceResponse> AnswerWithArguments(RegisterResourceRequest request)
        => Task.FromResult(new RegisterResourceResponse
        {
            Urn = UrnOf(request),
            Id = request.Custom ? $"id-of-{request.Name}" : "",
            Object = request.Object.Clone(),
        });

    public static string UrnOf(RegisterResourceRequest request) => $"urn:pulumi:dev::shop::{request.Type}::{request.Name}";

    private sealed class MonitorService(ScriptedEngine engine) : ResourceMonitor.ResourceMonitorBase
    {
        public override Task<DeploymentInfo> GetDeploymentInfo(Empty request, ServerCallContext context)
            => engine.Features is { } features
                ? Task.FromResult(new DeploymentInfo { SupportedFeatures = { features } })
                : throw new RpcException(new Status(StatusCode.Unimplemented, "no such method"));

        public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context)
        {
            engine.Requests.Enqueue(request);
            return Task.FromResult(new SupportsFeatureResponse { HasSupport = engine.FeatureIds.Contains(request.Id) });
        }

        public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context)
        {
            engine.Requests.Enqueue(request);
            return engine.Register(request);
        }

        public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context)
        {
            engine.Requests.Enqueue(request);
            return Task.FromResult(engine.Read(request));
        }

        public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context)
        {
            engine.Requests.Enqueue(request);
            return Task.FromResult(engine.Invoke(request));
        }

        public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context)
        {
            engine.Requests.Enqueue(request);
            return Task.FromResult(new Empty());
        }

        public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context)
        {
            if (engine.ShutdownFailure is { } failure)
                throw new RpcException(new Status(failure, "failed as the script says"));
            engine.Requests.Enqueue(request);
            return Task.FromResult(new Empty());
        }
    }

    private sealed class EngineService(ScriptedEngine engine) : Engine.EngineBase
    {
        public override Task<Empty> Log(LogRequest request, ServerCallContext context)
        {
            engine.Logs.Enqueue(request);
            return Task.FromResult(new Empty());
        }
    }
}
