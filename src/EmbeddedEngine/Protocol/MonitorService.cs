using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>The ResourceMonitor service: translates each call for the session's monitor.</summary>
internal sealed class MonitorService(MonitorSlot slot) : Pulumirpc.ResourceMonitor.ResourceMonitorBase
{
    // By the names of SupportsFeature, which older SDKs ask one by one.
    private static readonly Dictionary<string, ResourceMonitorFeature> Features = new(StringComparer.Ordinal)
    {
        ["secrets"] = ResourceMonitorFeature.Secrets,
        ["resourceReferences"] = ResourceMonitorFeature.ResourceReferences,
        ["outputValues"] = ResourceMonitorFeature.OutputValues,
        ["aliasSpecs"] = ResourceMonitorFeature.AliasSpecs,
        ["deletedWith"] = ResourceMonitorFeature.DeletedWith,
        ["replaceWith"] = ResourceMonitorFeature.ReplaceWith,
        ["replacementTrigger"] = ResourceMonitorFeature.ReplacementTrigger,
        ["resourceHooks"] = ResourceMonitorFeature.ResourceHooks,
        ["errorHooks"] = ResourceMonitorFeature.ErrorHooks,
        ["transforms"] = ResourceMonitorFeature.Transforms,
        ["invokeTransforms"] = ResourceMonitorFeature.InvokeTransforms,
    };

    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.ContainsKey(request.Id) });

    public override Task<DeploymentInfo> GetDeploymentInfo(Empty request, ServerCallContext context)
    {
        var run = slot.Current.Run;
        var info = new DeploymentInfo
        {
            Organization = run.Organization,
            Project = run.Project,
            Stack = run.Stack,
            DryRun = run.DryRun,
            Parallel = run.Parallel,
        };
        info.SupportedFeatures.AddRange(Features.Values);
        foreach (var (key, entry) in run.Configuration)
        {
            info.Config[key] = entry.Value;
            if (entry.Secret)
                info.ConfigSecretKeys.Add(key);
        }
        return Task.FromResult(info);
    }

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context)
    {
        var transforms = slot.Current.Transforms;
        return slot.Current.AnswerAsync(async (monitor, cancellationToken) =>
        {
            await transforms.ApplyAsync(request, cancellationToken);
            var resource = await monitor.RegisterAsync(GoalReader.Read(request), cancellationToken);
            transforms.Remember(resource.Urn, request);
            var response = new RegisterResourceResponse
            {
                Urn = resource.Urn,
                Id = resource.Id,
                Object = PropertyMarshaler.Marshal(resource.Outputs, request.AcceptSecrets, request.AcceptResources),
                Stable = resource.Stable,
                Result = (Result)resource.Result,
            };
            response.Stables.AddRange(resource.Stables);
            foreach (var (name, urns) in resource.PropertyDependencies)
            {
                var dependencies = new RegisterResourceResponse.Types.PropertyDependencies();
                dependencies.Urns.AddRange(urns);
                response.PropertyDependencies[name] = dependencies;
            }
            return response;
        }, context.CancellationToken);
    }

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) =>
        slot.Current.AnswerAsync(async (monitor, cancellationToken) =>
        {
            var resource = await monitor.ReadAsync(GoalReader.Read(request), cancellationToken);
            return new ReadResourceResponse
            {
                Urn = resource.Urn,
                Properties = PropertyMarshaler.Marshal(resource.Outputs, request.AcceptSecrets, request.AcceptResources),
            };
        }, context.CancellationToken);

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context) =>
        slot.Current.AnswerAsync(async (monitor, cancellationToken) =>
        {
            var outputs = OutputValues.Resolve(PropertyMarshaler.Unmarshal(request.Outputs), out _);
            await monitor.RegisterOutputsAsync(request.Urn, outputs, cancellationToken);
            return new Empty();
        }, context.CancellationToken);

    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context) =>
        slot.Current.AnswerAsync(async (monitor, cancellationToken) =>
        {
            await monitor.SignalAndWaitForShutdownAsync(cancellationToken);
            return new Empty();
        }, context.CancellationToken);

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context)
    {
        var transforms = slot.Current.Transforms;
        return slot.Current.AnswerAsync(async (monitor, cancellationToken) =>
        {
            await transforms.ApplyAsync(request, cancellationToken);
            var result = await monitor.InvokeAsync(GoalReader.Read(request), cancellationToken);
            return new ResourceInvokeResponse { Return = PropertyMarshaler.Marshal(result, acceptSecrets: true, request.AcceptResources) };
        }, context.CancellationToken);
    }

    public override Task<CallResponse> Call(ResourceCallRequest request, ServerCallContext context) => throw Refused($"the method '{request.Tok}'");

    public override Task<Empty> RegisterStackTransform(Callback request, ServerCallContext context)
    {
        slot.Current.Transforms.AddToStack(request);
        return Task.FromResult(new Empty());
    }

    public override Task<Empty> RegisterStackInvokeTransform(Callback request, ServerCallContext context)
    {
        slot.Current.Transforms.AddToInvokes(request);
        return Task.FromResult(new Empty());
    }

    public override Task<Empty> RegisterResourceHook(RegisterResourceHookRequest request, ServerCallContext context) =>
        RegisterAsync(clients => HookReader.Read(request, clients), (monitor, hook) => monitor.RegisterHook(hook), context);

    public override Task<Empty> RegisterErrorHook(RegisterErrorHookRequest request, ServerCallContext context) =>
        RegisterAsync(clients => HookReader.Read(request, clients), (monitor, hook) => monitor.RegisterHook(hook), context);

    public override Task<RegisterPackageResponse> RegisterPackage(RegisterPackageRequest request, ServerCallContext context) =>
        throw Refused($"the package '{request.Name}' with parameters");

    private Task<Empty> RegisterAsync<T>(Func<CallbackClients, T> read, Action<Engine.IResourceMonitor, T> register, ServerCallContext context)
    {
        var session = slot.Current;
        return session.AnswerAsync((monitor, _) =>
        {
            register(monitor, read(session.Callbacks));
            return Task.FromResult(new Empty());
        }, context.CancellationToken);
    }

    private static RpcException Refused(string what) => new(new Status(StatusCode.Unimplemented, $"{what} is not supported by the embedded engine"));
}
