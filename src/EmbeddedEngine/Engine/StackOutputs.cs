using System.Diagnostics.CodeAnalysis;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Outputs that a program registers for components and for the stack. The stack's are kept back until the end: when the operation
/// failed, one that is missing may only not have been reached, so the old one stays.
/// </summary>
internal sealed class StackOutputs(StepExecutor executor, Journal journal, ResourceHooks hooks, OperationEvents events, bool dryRun)
{
    private readonly Lock _gate = new();
    private (string Urn, PropertyMap Outputs)? _stack;

    /// <returns>False for a resource that the program did not declare.</returns>
    public bool Register(string urn, PropertyMap outputs, [NotNullWhen(true)] out Task? done)
    {
        if (Urn.IsRootStack(urn))
        {
            lock (_gate)
            {
                _stack = (urn, outputs);
            }

            done = Task.CompletedTask;
            return true;
        }

        done = executor.Registered(urn) is { } step ? SetAsync(step, outputs) : null;
        return done is not null;
    }

    /// <returns>The stack's outputs, or empty ones when there are none.</returns>
    public async Task<PropertyMap> FinishAsync(bool failed)
    {
        (string Urn, PropertyMap Outputs)? stack;
        lock (_gate)
        {
            stack = _stack;
        }

        if (stack is not { } registered || executor.Registered(registered.Urn) is not { } step)
        {
            return PropertyMap.Empty;
        }

        var outputs = failed ? registered.Outputs.Aggregate(step.Old?.State.Outputs ?? PropertyMap.Empty, (all, p) => all.Set(p.Key, p.Value)) : registered.Outputs;
        await SetAsync(step, outputs).ConfigureAwait(false);
        return outputs;
    }

    private async Task SetAsync(Step step, PropertyMap outputs)
    {
        if (step is SameStep { IsSkippedCreate: true })
        {
            return;
        }

        step.New!.State = step.New.State with { Outputs = outputs };
        if (!step.New.State.Custom)
        {
            // A component is whole only now.
            await hooks.AfterAsync(step).ConfigureAwait(false);
        }

        events.OutputsRegistered(step);
        if (!dryRun && (step.Old is not { } old || !old.State.Outputs.Equals(outputs)))
        {
            await journal.OutputsChangedAsync().ConfigureAwait(false);
        }
    }
}
