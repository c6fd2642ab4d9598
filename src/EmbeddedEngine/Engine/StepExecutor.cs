using System.Collections.Concurrent;
using Provisioner.EmbeddedEngine.Engine.Steps;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Runs chains of steps: as many chains side by side as allowed, the steps of a chain one after the other.</summary>
internal sealed class StepExecutor : IDisposable
{
    /// <summary>
    /// How long after a failure steps that were on their way already may still start. Programs declare independent resources in one breath;
    /// whether a call arrives just before or just after the failure of another is chance and must not decide what gets done.
    /// </summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(150);

    private readonly OperationRequest _request;
    private readonly StepContext _context;
    private readonly Journal _journal;
    private readonly ResourceHooks _hooks;
    private readonly RunControl _control;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentDictionary<string, Step> _registered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _finishedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _failedUrns = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Step> _failed = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _idle = CompletedSource();
    private int _running;
    private long _failedAt;

    public StepExecutor(OperationRequest request, StepContext context, Journal journal, ResourceHooks hooks, RunControl control, TimeProvider clock)
    {
        _request = request;
        _context = context;
        _journal = journal;
        _hooks = hooks;
        _control = control;
        _clock = clock;
        var parallel = request.Parallel > 0 ? request.Parallel : int.MaxValue;
        _slots = new SemaphoreSlim(parallel, parallel);
    }

    /// <summary>Steps that failed although the operation went on.</summary>
    public IReadOnlyCollection<Step> FailedSteps => _failed;

    /// <summary>Completes when no chain runs.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Task;
            }
        }
    }

    /// <summary>The step that made a resource what it is now, for the outputs that a program registers later.</summary>
    public Step? Registered(string urn) => _registered.GetValueOrDefault(urn);

    public bool HasFailed(string urn) => _failedUrns.ContainsKey(urn);

    /// <summary>Counts what depends on a failure as failed: nothing may start on top of it.</summary>
    public void MarkSkipped(string urn) => _failedUrns[urn] = 0;

    /// <returns>Whether every step ran and succeeded.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<Step> chain, FailureRule rule)
    {
        Enter();
        try
        {
            await _slots.WaitAsync().ConfigureAwait(false);
            try
            {
                foreach (var step in chain)
                {
                    if (!MayStart(step) || !await RunAsync(step, rule).ConfigureAwait(false))
                    {
                        return false;
                    }
                }

                return true;
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose() => _slots.Dispose();

    private static TaskCompletionSource CompletedSource()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.SetResult();
        return source;
    }

    private async Task<bool> RunAsync(Step step, FailureRule rule)
    {
        _context.Events.Starting(step);
        if (!_request.DryRun && !await _journal.BeginAsync(step).ConfigureAwait(false))
        {
            return false;
        }

        var result = await _hooks.BeforeAsync(step).ConfigureAwait(false) is { } refusal
            ? StepResult.Failed(refusal)
            : await _hooks.TryAsync(step, () => ApplyAsync(step)).ConfigureAwait(false);
        if (result.Succeeded)
        {
            Track(step);

            // A component is whole only when its outputs are registered.
            if (step.Resource.State.Custom || step.New is null)
            {
                await _hooks.AfterAsync(step).ConfigureAwait(false);
            }

            _context.Events.Finished(step);
        }
        else
        {
            _context.Events.Failed(step, result);
        }

        var isOnRecord = _request.DryRun || await _journal.EndAsync(step, result.IsKept).ConfigureAwait(false);
        _finishedAt[step.Urn] = _clock.GetTimestamp();
        if (!result.Succeeded)
        {
            Fail(step, result.MayGoOn, rule);
        }

        return result.Succeeded && isOnRecord;
    }

    private async Task<StepResult> ApplyAsync(Step step)
    {
        try
        {
            // A step that runs is finished even when the operation is canceled: half a creation helps nobody.
            return await step.ApplyAsync(_context, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Providers.ProviderException e)
        {
            return StepResult.Failed(e.Message);
        }
#pragma warning disable CA1031 // A defect in a provider must not cost the state of what has been done.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return StepResult.Failed($"unexpected failure: {e.GetType().Name}: {e.Message}", StepStatus.Unknown);
        }
    }

    private void Track(Step step)
    {
        if (step.New is { } @new && step.TracksNew)
        {
            if (step.Op != StepOp.Replace)
            {
                @new.State = StateSecrets.Mark(@new.State, _context.Events);
            }

            if (step.Logical)
            {
                _registered[step.Urn] = step;
            }
        }
    }

    private void Fail(Step step, bool mayGoOn, FailureRule rule)
    {
        _failedUrns[step.Urn] = 0;
        _control.FailStep();
        if (rule == FailureRule.GoOn)
        {
            return;
        }

        _failed.Enqueue(step);
        if (mayGoOn || _request.ContinueOnError)
        {
            return;
        }

        if (rule == FailureRule.Stop)
        {
            _control.Stop();
        }
        else if (Interlocked.CompareExchange(ref _failedAt, _clock.GetTimestamp(), 0) == 0)
        {
            _ = StopAfterGraceAsync();
        }
    }

    private async Task StopAfterGraceAsync()
    {
        await Task.Delay(s_grace, _clock).ConfigureAwait(false);
        _control.Stop();
    }

    private bool MayStart(Step step)
    {
        if (_control.IsStopped)
        {
            return false;
        }

        var failedAt = Interlocked.Read(ref _failedAt);
        return failedAt == 0 || step.New is null || !ResourceDependency.UrnsOf(step.New.State)
            .Any(urn => HasFailed(urn) || (_finishedAt.TryGetValue(urn, out var finished) && finished > failedAt));
    }

    private void Enter()
    {
        lock (_gate)
        {
            if (_running++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_running == 0)
            {
                _idle.SetResult();
            }
        }
    }
}
