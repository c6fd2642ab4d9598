using Provisioner.EmbeddedEngine.Engine.Steps;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Reads every resource of the state (or every target) side by side, and makes what was found the state to start from.</summary>
internal sealed class Refresher(
    OperationRequest request, BaseState baseState, TargetFilter targets, StepExecutor executor, Journal journal, OperationEvents events, RunControl control)
{
    /// <returns>False when the operation must not go on; why has been said.</returns>
    public async Task<bool> RunAsync()
    {
        if (baseState.Entries.Count == 0)
        {
            return true;
        }

        if (!TargetCheck.AllKnown(request.Targets.AddRange(request.Excludes), baseState.Contains, events))
        {
            control.Refuse();
            return false;
        }

        var steps = new Dictionary<ResourceEntry, RefreshStep>();
        foreach (var entry in baseState.Entries.Where(entry => targets.Includes(entry.State)))
        {
            steps[entry] = new RefreshStep(entry) { IsQuiet = request.RunProgram };
            targets.Reach(entry.Urn);
        }

        return await ReadAsync(steps).ConfigureAwait(false);
    }

    /// <summary>Reads what the program of a refresh did not declare.</summary>
    public Task<bool> RunRestAsync(PlanLedger ledger)
    {
        var rest = baseState.Entries.Where(entry => !ledger.IsOperatedOn(entry.Urn) && targets.Includes(entry.State)).ToDictionary(entry => entry, entry => new RefreshStep(entry));
        return ReadAsync(rest);
    }

    private async Task<bool> ReadAsync(Dictionary<ResourceEntry, RefreshStep> steps)
    {
        await Task.WhenAll(steps.Values.Select(step => executor.RunAsync([step], FailureRule.GoOn))).ConfigureAwait(false);
        baseState.Rebase(steps);
        journal.Rebase(baseState.Entries);
        return !control.Failed && !control.Canceled;
    }
}
