using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Provisioner.EmbeddedEngine.Backend;
using Pulumirpc;
using Semver;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>The Engine service: the program's log, and the URN of its stack.</summary>
internal sealed class EngineService(MonitorSlot slot) : Pulumirpc.Engine.EngineBase
{
    public override Task<Empty> Log(LogRequest request, ServerCallContext context) =>
        slot.Current.AnswerAsync((monitor, _) =>
        {
            monitor.Log((Engine.LogSeverity)request.Severity, request.Message, request.Urn, request.StreamId, request.Ephemeral);
            return Task.FromResult(new Empty());
        }, context.CancellationToken);

    public override Task<GetRootResourceResponse> GetRootResource(GetRootResourceRequest request, ServerCallContext context) =>
        Task.FromResult(new GetRootResourceResponse { Urn = slot.Current.RootUrn });

    public override Task<SetRootResourceResponse> SetRootResource(SetRootResourceRequest request, ServerCallContext context)
    {
        slot.Current.RootUrn = request.Urn;
        return Task.FromResult(new SetRootResourceResponse());
    }

    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(RequirePulumiVersionRequest request, ServerCallContext context)
    {
        if (!SemVersionRange.TryParse(request.PulumiVersionRange, out var range))
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"not a version range: '{request.PulumiVersionRange}'"));
        var version = SemVersion.Parse(EngineVersion.Text.TrimStart('v'));
        return range.Contains(version)
            ? Task.FromResult(new RequirePulumiVersionResponse())
            : throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"Pulumi CLI version {version} does not satisfy the version range \"{request.PulumiVersionRange}\""));
    }

    public override Task<Empty> StartDebugging(StartDebuggingRequest request, ServerCallContext context) =>
        throw new RpcException(new Status(StatusCode.Unimplemented, "attaching a debugger is not supported by the embedded engine"));
}
