using System.Collections.Concurrent;
using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>The program's functions around steps, by name.</summary>
internal sealed class ResourceHooks(OperationEvents events, RunControl control, bool dryRun)
{
    /// <summary>How often an error hook may ask for another attempt.</summary>
    private const int MaximumRetries = 100;

    private readonly ConcurrentDictionary<string, ResourceHook> _hooks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ErrorHook> _errorHooks = new(StringComparer.Ordinal);

    /// <exception cref="ResourceMonitorException">The name is taken.</exception>
    public void Add(ResourceHook hook)
    {
        if (!_hooks.TryAdd(hook.Name, hook))
        {
            throw new ResourceMonitorException($"resource hook already registered for name \"{hook.Name}\"");
        }
    }

    /// <exception cref="ResourceMonitorException">The name is taken.</exception>
    public void Add(ErrorHook hook)
    {
        if (!_errorHooks.TryAdd(hook.Name, hook))
        {
            throw new ResourceMonitorException($"error hook already registered for name \"{hook.Name}\"");
        }
    }

    /// <returns>Why the step may not be done; null when it may.</returns>
    public Task<string?> BeforeAsync(Step step) => step.Verb is { } verb ? RunAsync(step, "Before" + verb, "before") : Task.FromResult<string?>(null);

    /// <summary>What is done stays done: a hook that fails afterwards makes a failure of the operation, not of the step.</summary>
    public async Task AfterAsync(Step step)
    {
        if (step.Verb is { } verb && await RunAsync(step, "After" + verb, "after").ConfigureAwait(false) is { } failure)
        {
            events.Error(step.Urn, failure);
            control.FailBesideSteps();
        }
    }

    /// <summary>Does the step, again as long as its error hooks ask for it.</summary>
    public async Task<StepResult> TryAsync(Step step, Func<Task<StepResult>> attempt)
    {
        var failures = ImmutableArray<string>.Empty;
        while (true)
        {
            var result = await attempt().ConfigureAwait(false);
            if (result.Succeeded || step.Verb is not { } verb || Named(step, HookPoint.OnError) is not { IsEmpty: false } names)
            {
                return result;
            }

            failures = failures.Add(result.Error ?? "");
            var retry = false;
            foreach (var name in names)
            {
                if (!_errorHooks.TryGetValue(name, out var hook))
                {
                    return StepResult.Failed($"error hooks execution failed: error hook \"{name}\" was not registered");
                }

                var call = Describe(step, isAfter: false) with { FailedOperation = verb.ToLowerInvariant(), Errors = failures };
                var (again, error) = await hook.CallAsync(call, CancellationToken.None).ConfigureAwait(false);
                if (error is not null)
                {
                    return StepResult.Failed($"error hooks execution failed: error hook \"{name}\" failed: {error}");
                }

                retry |= again;
            }

            if (!retry)
            {
                return result;
            }

            if (failures.Length > MaximumRetries)
            {
                events.Warning(step.Urn, $"maximum number of error hook retries ({MaximumRetries}) reached");
                return result;
            }

            events.Warning(step.Urn, $"retrying {verb.ToLowerInvariant()} due to on-error hook request ({failures.Length}/{MaximumRetries})");
        }
    }

    private static ImmutableArray<string> Named(Step step, string point) => step.Resource.State.ResourceHooks.GetValueOrDefault(point, []);

    private async Task<string?> RunAsync(Step step, string point, string when)
    {
        foreach (var name in Named(step, point))
        {
            if (!_hooks.TryGetValue(name, out var hook))
            {
                return $"hook \"{name}\" was not registered";
            }

            if (dryRun && !hook.OnDryRun)
            {
                continue;
            }

            if (await hook.CallAsync(Describe(step, when == "after"), CancellationToken.None).ConfigureAwait(false) is not { } error)
            {
                continue;
            }

            if (!hook.IgnoreErrors)
            {
                return $"{when} hook \"{name}\" failed: {error}";
            }

            events.Warning(step.Urn, $"{point} hook \"{name}\" failed: {error}");
        }

        return null;
    }

    private static HookCall Describe(Step step, bool isAfter)
    {
        var state = step.Resource.State;
        var old = step.Verb == "Create" ? null : step.Old?.State;
        var @new = step.Verb == "Delete" ? null : step.New?.State;
        return new HookCall(state.Urn, state.Id.Length > 0 ? state.Id : old?.Id ?? "", Urn.Name(state.Urn), state.Type)
        {
            NewInputs = @new?.Inputs,
            OldInputs = old?.Inputs,
            NewOutputs = isAfter ? @new?.Outputs : null,
            OldOutputs = old?.Outputs,
        };
    }
}
