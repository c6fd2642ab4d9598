using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Automation.Runtime;

/// <summary>The language host of inline programs: the engine asks it to run the program of the operation that it works on.</summary>
internal sealed class LanguageRuntimeService(HostSlot slot) : LanguageRuntime.LanguageRuntimeBase
{
    public override Task<GetRequiredPluginsResponse> GetRequiredPlugins(GetRequiredPluginsRequest request, ServerCallContext context)
        => Task.FromResult(new GetRequiredPluginsResponse());

    public override Task<GetRequiredPackagesResponse> GetRequiredPackages(GetRequiredPackagesRequest request, ServerCallContext context)
        => Task.FromResult(new GetRequiredPackagesResponse());

    public override Task<Pulumirpc.PluginInfo> GetPluginInfo(Empty request, ServerCallContext context)
        => Task.FromResult(new Pulumirpc.PluginInfo { Version = "1.0.0" });

    public override async Task<RunResponse> Run(RunRequest request, ServerCallContext context)
    {
        var run = slot.Program;
        if (run is null || !run.IsFor(request.Stack))
        {
            // Listeners are used again: an engine that outlived its operation must not run another stack's program.
            throw new RpcException(new Status(StatusCode.FailedPrecondition, $"No program for stack '{request.Stack}' waits here."));
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.CancellationToken, context.CancellationToken);
        if (either.IsCancellationRequested)
        {
            return new RunResponse();
        }
        var result = await InlineDeployment.RunAsync(run, request, either.Token).ConfigureAwait(false);
        if (result is { ExitCode: 0, ExceptionDispatchInfo: null })
        {
            return new RunResponse();
        }
        run.Failure = result.ExceptionDispatchInfo;
        return new RunResponse { Bail = true, Error = result.ExceptionDispatchInfo?.SourceException.Message ?? "One or more errors occurred." };
    }
}
