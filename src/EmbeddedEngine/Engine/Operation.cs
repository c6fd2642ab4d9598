using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>One run of an operation, with all that lives as long as it.</summary>
internal sealed class Operation : IAsyncDisposable
{
    private const string PendingAdvice =
        "These resources are in an unknown state because the Pulumi CLI was interrupted while waiting for changes to these resources to complete. "
        + "You should confirm whether or not the operations listed completed successfully by checking the state of the appropriate provider. "
        + "For example, if you are using AWS, you can confirm using the AWS Console.\n\n"
        + "Once you have confirmed the status of the interrupted operations, you can repair your stack using `pulumi refresh` which will refresh the "
        + "state from the provider you are using and clear the pending operations if there are any.\n\n"
        + "Note that `pulumi refresh` will need to be run interactively to clear pending CREATE operations.";

    /// <summary>How long an operation that failed or was canceled waits for its program to end by itself.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly OperationRequest _request;
    private readonly TimeProvider _clock;
    private readonly RunControl _control;
    private readonly OperationEvents _events;
    private readonly BaseState _baseState;
    private readonly Journal _journal;
    private readonly ProviderRegistry _providers;
    private readonly StepExecutor _executor;
    private readonly Registrar _registrar;
    private readonly StackOutputs _outputs;
    private readonly ResourceMonitor _monitor;
    private readonly DeletionPlanner _deletions;
    private readonly Refresher _refresher;
    private readonly PlanLedger _ledger = new();

    public Operation(OperationRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        _request = request;
        _clock = clock;
        var isRefresh = request.Kind == OperationKind.Refresh;
        _control = new RunControl(cancellationToken);
        _events = new OperationEvents(request.Events, request.DryRun, isRefresh, isRefresh || request.Refresh);
        _baseState = new BaseState(request.State);
        _journal = new Journal(request.State, _baseState.Entries, request.DryRun ? null : request.Checkpoints, _control, _events);
        _providers = new ProviderRegistry(request, _baseState);
        var targets = new TargetFilter(request);
        var hooks = new ResourceHooks(_events, _control, request.DryRun);
        _executor = new StepExecutor(request, new StepContext(request.DryRun, _providers, _events, request.Time), _journal, hooks, _control, clock);
        var aliases = new AliasResolver(request, _baseState, _ledger, _providers, _events);
        var inputChecker = new InputChecker(_events);
        var condemned = new Condemned(_control);
        var replacements = new ReplacementPlanner(request, _baseState, _ledger, targets, _providers, inputChecker, condemned, _events, _control);
        var keeper = new UntargetedKeeper(_baseState, _ledger);
        var planner = new RegistrationPlanner(request, _baseState, _ledger, targets, _providers, aliases, replacements, new ReplacementReasons(_baseState, _ledger, targets, _providers), keeper, new ProgramGuide(request, _ledger, targets), inputChecker, _events, _control);
        _registrar = new Registrar(planner, new ReadPlanner(request, _ledger, aliases, _events, _control), _executor, condemned, _control, _events, request.ContinueOnError);
        _outputs = new StackOutputs(_executor, _journal, hooks, _events, request.DryRun);
        _monitor = new ResourceMonitor(_registrar, _providers, new DefaultProviders(request, _registrar), _outputs, hooks, _control, _events);
        _deletions = new DeletionPlanner(request, _baseState, _ledger, targets, replacements, _events, _control);
        _refresher = new Refresher(request, _baseState, targets, _executor, _journal, _events, _control);
    }

    public async Task<OperationOutcome> RunAsync(CancellationToken cancellationToken)
    {
        _events.Prelude(_request.Configuration);
        var started = _request.Time.GetTimestamp();
        var outputs = await StagesAsync(cancellationToken).ConfigureAwait(false);

        await _journal.FlushAsync().ConfigureAwait(false);

        // What failed by a step or was stopped from outside has not been said in one sentence yet; a refusal has.
        var what = _request.DryRun ? "preview" : "update";
        if (_control.StepFailed || _control.FailedBesideSteps)
        {
            _events.Error("", $"{what} failed");
        }
        else if (_control.Canceled && !_control.Refused)
        {
            _events.Error("", $"{what} canceled");
        }

        var failed = _control.Failed || _control.Canceled;
        _events.Summary(_request.Time.GetElapsedTime(started), !failed);
        _events.End();
        var changes = _events.Changes;
        var isUnexpected = !failed && _request.ExpectNoChanges && changes.Any(p => p.Key != StepOp.Same && p.Value > 0);
        return new OperationOutcome(failed, _control.Canceled, _journal.Current, changes)
        {
            StackOutputs = outputs,
            Error = isUnexpected ? "no changes were expected but changes " + (_request.DryRun ? "were proposed" : "occurred") : null,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _providers.DisposeAsync().ConfigureAwait(false);
        _executor.Dispose();
        _registrar.Dispose();
        _journal.Dispose();
    }

    private async Task<PropertyMap> StagesAsync(CancellationToken cancellationToken)
    {
        if (!_request.IsProgramRefresh && (_request.Refresh || _request.Kind == OperationKind.Refresh))
        {
            if (!await _refresher.RunAsync().ConfigureAwait(false) || _request.Kind == OperationKind.Refresh)
            {
                return PropertyMap.Empty;
            }
        }
        else if (_request.State.PendingOperations.Length > 0 && !_request.DryRun)
        {
            WarnOfPendingOperations();
        }

        if (!TargetCheck.AllKnown(_request.Replaces, _baseState.Contains, _events))
        {
            _control.Refuse();
            return PropertyMap.Empty;
        }

        if (_request.Program is { } program)
        {
            return await ProgramAsync(program, cancellationToken).ConfigureAwait(false);
        }

        await DeleteUndeclaredAsync(cancellationToken).ConfigureAwait(false);
        await _executor.Idle.ConfigureAwait(false);
        return PropertyMap.Empty;
    }

    private async Task<PropertyMap> ProgramAsync(IProgramHost host, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource();
        var run = new ProgramRun(_request.Organization, _request.Project, _request.Stack, _request.DryRun, _request.Parallel, _request.Configuration);

        // Not canceled with the operation: the program is told through the answers to its calls, and ends by itself.
        var program = RunAsync(host, run, _monitor, end.Token);
        await Task.WhenAny(program, _monitor.AllDeclared, _control.Stopped).ConfigureAwait(false);
        var endedByItself = program.IsCompleted;
        if (endedByItself && !_control.IsStopped)
        {
            Report(await program.ConfigureAwait(false));
        }

        await _executor.Idle.ConfigureAwait(false);
        if (!_control.IsStopped && (!_control.StepFailed || _request.ContinueOnError))
        {
            await FinishUndeclaredAsync(cancellationToken).ConfigureAwait(false);
            await _executor.Idle.ConfigureAwait(false);
        }

        var outputs = await _outputs.FinishAsync(_control.Failed || _control.Canceled).ConfigureAwait(false);
        var endedWell = !_control.IsStopped && !_control.Failed;
        _control.Close();
        _monitor.Release();
        if (!endedWell)
        {
            await LetGoAsync(program, end).ConfigureAwait(false);
        }
        else if (!endedByItself)
        {
            Report(await program.ConfigureAwait(false));
        }

        return outputs;
    }

    /// <summary>
    /// After a failure a program need not end: the Node SDK, for one, neither resolves nor rejects a call that was answered with UNAVAILABLE.
    /// It gets a moment, then its call is given up.
    /// </summary>
    private async Task LetGoAsync(Task program, CancellationTokenSource end)
    {
        await Task.WhenAny(program, Task.Delay(s_patience, _clock, CancellationToken.None)).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(program, Task.Delay(s_patience, _clock, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>A program whose host breaks is a program that failed.</summary>
    private static async Task<ProgramResult> RunAsync(IProgramHost host, ProgramRun run, ResourceMonitor monitor, CancellationToken cancellationToken)
    {
        try
        {
            return await host.RunAsync(run, monitor, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The connection to a program may break in any way; the state of what it declared must be kept.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ProgramResult(e.Message, Bail: false);
        }
    }

    private void Report(ProgramResult result)
    {
        if (result.Error is not { } error)
        {
            return;
        }

        if (!result.Bail)
        {
            _events.Error("", $"an unhandled error occurred: {error}");
        }

        _control.Refuse();
    }

    private Task FinishUndeclaredAsync(CancellationToken cancellationToken) =>
        _request.IsProgramRefresh ? _refresher.RunRestAsync(_ledger) : DeleteUndeclaredAsync(cancellationToken);

    private async Task DeleteUndeclaredAsync(CancellationToken cancellationToken)
    {
        var areKnown = TargetCheck.AllKnown(_request.Targets, urn => _baseState.Contains(urn) || _ledger.Declared.Contains(urn), _events);
        var sames = new List<Step>();
        var groups = await _registrar.DecideAsync(() => PlanDeletionsAsync(sames, cancellationToken)).ConfigureAwait(false);
        if (groups is not null)
        {
            await _executor.RunAsync(sames, FailureRule.Stop).ConfigureAwait(false);
            // What was skipped and is left as it was needs what it stands on.
            var needed = _request.DryRun ? [] : _deletions.BelowWhatStays(groups, _journal.Holds);
            foreach (var group in groups)
            {
                // So does what could not be deleted.
                var kept = _deletions.BelowOf(_executor.FailedSteps);
                kept.UnionWith(needed);
                await Task.WhenAll(group.Where(step => !kept.Contains(step.Old!)).Select(step => _executor.RunAsync([step], FailureRule.Stop))).ConfigureAwait(false);
            }
        }

        if (!areKnown)
        {
            _control.Refuse();
        }
    }

    private async Task<List<List<Step>>> PlanDeletionsAsync(List<Step> sames, CancellationToken cancellationToken)
    {
        try
        {
            return await _deletions.PlanAsync(sames, cancellationToken).ConfigureAwait(false) ?? [];
        }
        catch (Providers.ProviderException e)
        {
            _events.Error("", e.Message);
            _control.Refuse();
            return [];
        }
    }

    private void WarnOfPendingOperations()
    {
        var operations = _request.State.PendingOperations;
        var lines = operations.Select(p => $"  * {p.Resource.Urn}, interrupted while {p.Type.ToString().ToLowerInvariant()}\n");
        _events.Warning("", $"Attempting to deploy or update resources with {operations.Length} pending operations from previous deployment.\n{string.Concat(lines)}{PendingAdvice}");
    }
}
