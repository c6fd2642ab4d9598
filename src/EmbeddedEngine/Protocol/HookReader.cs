using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Values;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Hooks of the protocol as hooks of the engine.</summary>
internal static class HookReader
{
    public static ResourceHook Read(RegisterResourceHookRequest request, CallbackClients clients) =>
        new(request.Name, request.OnDryRun, request.IgnoreErrors, async (call, cancellationToken) =>
        {
            var message = new ResourceHookRequest
            {
                Urn = call.Urn, Id = call.Id, Name = call.Name, Type = call.Type,
                NewInputs = Marshal(call.NewInputs), OldInputs = Marshal(call.OldInputs), NewOutputs = Marshal(call.NewOutputs), OldOutputs = Marshal(call.OldOutputs),
            };
            try
            {
                var answer = await clients.InvokeAsync(request.Callback, message, ResourceHookResponse.Parser, cancellationToken);
                return answer.Error.Length > 0 ? answer.Error : null;
            }
            catch (RpcException e)
            {
                return e.Status.Detail;
            }
        });

    public static ErrorHook Read(RegisterErrorHookRequest request, CallbackClients clients) =>
        new(request.Name, async (call, cancellationToken) =>
        {
            var message = new ErrorHookRequest
            {
                Urn = call.Urn, Id = call.Id, Name = call.Name, Type = call.Type, FailedOperation = call.FailedOperation,
                NewInputs = Marshal(call.NewInputs), OldInputs = Marshal(call.OldInputs), OldOutputs = Marshal(call.OldOutputs), Errors = { call.Errors },
            };
            try
            {
                var answer = await clients.InvokeAsync(request.Callback, message, ErrorHookResponse.Parser, cancellationToken);
                return (answer.Retry, answer.Error.Length > 0 ? answer.Error : null);
            }
            catch (RpcException e)
            {
                return (false, e.Status.Detail);
            }
        });

    /// <summary>The hooks that a declaration names, by the point where they run.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Read(RegisterResourceRequest.Types.ResourceHooksBinding? hooks)
    {
        if (hooks is null)
            return ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
        var named = new (string Point, IEnumerable<string> Names)[]
        {
            (HookPoint.BeforeCreate, hooks.BeforeCreate), (HookPoint.AfterCreate, hooks.AfterCreate), (HookPoint.BeforeUpdate, hooks.BeforeUpdate),
            (HookPoint.AfterUpdate, hooks.AfterUpdate), (HookPoint.BeforeDelete, hooks.BeforeDelete), (HookPoint.AfterDelete, hooks.AfterDelete),
            (HookPoint.OnError, hooks.OnError),
        };
        return named.Where(item => item.Names.Any()).ToImmutableSortedDictionary(item => item.Point, item => item.Names.ToImmutableArray(), StringComparer.Ordinal);
    }

    private static Struct? Marshal(PropertyMap? properties) => properties is null ? null : PropertyMarshaler.Marshal(properties, acceptSecrets: true, acceptResources: true);
}
