using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Engine;

/// <param name="Entry">The resource as it is after its steps.</param>
/// <param name="IsUnknown">It was not made because it is no target: its outputs are unknown.</param>
internal sealed record RegistrationOutcome(ResourceEntry Entry, ResourceResult Result, bool IsUnknown);

/// <summary>
/// Leads declarations through planning and execution. Decisions are taken one at a time, in the order of arrival; provider comparisons
/// and steps run side by side.
/// </summary>
internal sealed class Registrar(
    RegistrationPlanner planner, ReadPlanner reads, StepExecutor executor, Condemned condemned, RunControl control, OperationEvents events, bool continueOnError) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>Null when the operation ended before the resource was done: there is no answer.</returns>
    public async Task<RegistrationOutcome?> RegisterAsync(ResourceGoal goal)
    {
        var registration = new Registration(goal);
        var plan = await DecideAsync(() => planner.BeginAsync(registration, CancellationToken.None)).ConfigureAwait(false);
        while (true)
        {
            switch (plan)
            {
                case Plan.Compare:
                    plan = await CompareAsync(registration).ConfigureAwait(false);
                    break;
                case Plan.First first:
                    if (await RunAsync(first.Chain).ConfigureAwait(false) is { } failure)
                    {
                        return WithoutResult(registration.New!, failure);
                    }

                    plan = await DecideAsync(() => first.Then(CancellationToken.None)).ConfigureAwait(false);
                    break;
                case Plan.Answer answer:
                    return new RegistrationOutcome(answer.Entry, ResourceResult.Success, IsUnknown: false);
                case Plan.Run run:
                    return await RunAsync(registration, run.Chain).ConfigureAwait(false);
                default:
                    return null;
            }
        }
    }

    public async Task<RegistrationOutcome?> ReadAsync(ReadGoal goal)
    {
        var plan = await DecideAsync(() => Task.FromResult(reads.Plan(goal))).ConfigureAwait(false);
        return plan is Plan.Run run ? await AnswerAsync(run.Chain).ConfigureAwait(false) : null;
    }

    /// <summary>Runs a decision when all that arrived before have been taken; null once the operation stopped.</summary>
    public async Task<T?> DecideAsync<T>(Func<Task<T>> decide)
        where T : class
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return control.IsStopped ? null : await decide().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A defect while deciding ends the operation in an orderly way: what has been done is in the state.
        catch (Exception e)
#pragma warning restore CA1031
        {
            events.Error("", $"unexpected failure: {e.GetType().Name}: {e.Message}");
            control.Refuse();
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Plan?> CompareAsync(Registration registration)
    {
        DiffResult diff;
        try
        {
            diff = await planner.CompareAsync(registration, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            events.Error(registration.Urn, e.Message);
            control.Refuse();
            return null;
        }

        return await DecideAsync(() => planner.AfterCompareAsync(registration, diff, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task<RegistrationOutcome?> RunAsync(Registration registration, ImmutableArray<Step> chain)
    {
        if (registration.IsRecreated && !await condemned.IsGoneAsync(registration.Old!).ConfigureAwait(false))
        {
            executor.MarkSkipped(registration.Urn);
            return WithoutResult(registration.New!, ResourceResult.Skip);
        }

        return await AnswerAsync(chain).ConfigureAwait(false);
    }

    private async Task<RegistrationOutcome?> AnswerAsync(ImmutableArray<Step> chain)
    {
        var answering = chain.Last(step => step.Answers);
        if (await RunAsync(chain).ConfigureAwait(false) is { } failure)
        {
            return WithoutResult(answering.New!, failure);
        }

        return new RegistrationOutcome(answering.New!, ResourceResult.Success, answering is SameStep { IsSkippedCreate: true });
    }

    /// <summary>A program hears of a failure only when the operation goes on in spite of it.</summary>
    private RegistrationOutcome? WithoutResult(ResourceEntry entry, ResourceResult failure) =>
        continueOnError && !control.IsStopped ? new RegistrationOutcome(entry, failure, IsUnknown: false) : null;

    /// <returns>Null when all steps were done.</returns>
    private async Task<ResourceResult?> RunAsync(ImmutableArray<Step> chain)
    {
        if (continueOnError && chain.Any(step => step.New is { } @new && ResourceDependency.UrnsOf(@new.State).Any(executor.HasFailed)))
        {
            executor.MarkSkipped(chain.Last(step => step.New is not null).Urn);
            condemned.End(chain);
            return ResourceResult.Skip;
        }

        try
        {
            return await StartAsync(chain).ConfigureAwait(false) ? null : ResourceResult.Fail;
        }
        finally
        {
            condemned.End(chain);
        }
    }

    private async Task<bool> StartAsync(ImmutableArray<Step> chain)
    {
        // Behind everyone who is waiting for a decision: a refusal among them keeps this chain from starting.
        await _turn.WaitAsync().ConfigureAwait(false);
        _turn.Release();
        return await executor.RunAsync(chain, FailureRule.StopAfterGrace).ConfigureAwait(false);
    }
}
