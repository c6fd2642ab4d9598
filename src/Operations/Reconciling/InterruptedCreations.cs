using Microsoft.Extensions.Options;
using Provisioner.Descriptors.Components;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.ReverseReader.Components;
using Provisioner.ReverseReader.Identities;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// Deals with creations that a crash cut off (F10): the call may have been done, may never have been made, or may still be on its way. What shows
/// is adopted by name; what shows only after another was created is removed.
/// </summary>
public sealed class InterruptedCreations(FactReader reader, UnprovisionReader live, Removal removal, IOptions<OperationsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Gives a creation that is still on its way the time to show.</summary>
    public async Task WaitAsync(Component component, StackContents contents, IdentityMemory memory, OperationLog log, CancellationToken cancellationToken)
    {
        if (!contents.Interrupted.Any(IsObject))
            return;
        log.Info("read", $"A creation was cut off when the service stopped; looking whether '{(component as Workload)?.ObjectName}' has come to be.");
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < options.Value.LostCallWait)
        {
            var facts = await reader.ReadAsync(component, contents.Own, memory: memory, cancellationToken: cancellationToken);
            if (!facts.Succeeded || facts.Value is not Facts.Components.WorkloadFacts { Objects.Ids.Count: 0 })
                return;
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    /// <summary>Looks the name up once more after the deployment, and removes what came late.</summary>
    public async Task RemoveLateAsync(UnprovisionTarget? target, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        if (target is null)
            return;
        var contents = await stack.ReadAsync(cancellationToken);
        if (contents.Interrupted.Count == 0)
            return;
        await stack.ClearInterruptedAsync(cancellationToken);
        if (!contents.Interrupted.Any(IsObject))
            return;
        var facts = await live.ReadAsync(target, contents.Own, cancellationToken);
        if (!facts.Succeeded || facts.Value.Objects.Ids.Count < 2)
            return;
        var strays = Removal.Strays(target, facts.Value);
        log.Warning("finish", $"The interrupted creation showed after all, as {string.Join(", ", strays)}: it is removed, so that one is left.");
        var failure = await removal.RemoveStraysAsync(target, facts.Value, strays, [], stack, log, cancellationToken);
        if (failure is not null)
            log.Warning("finish", failure.Message);
    }

    /// <summary>Does it have a name that Databricks lets two share? Anything else a second creation would only find taken.</summary>
    private static bool IsObject(string type) => type is ResourceTypes.Job or ResourceTypes.Pipeline;
}
