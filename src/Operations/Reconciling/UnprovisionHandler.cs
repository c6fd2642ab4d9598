using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reporting;
using Provisioner.Operations.Requests;
using Provisioner.Operations.Store;
using Provisioner.ReverseReader.Components;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// Takes a component away: every job, pipeline or view of its name with the permissions on it, the repo only on request. It creates nothing and
/// maps no identity; what is missing is no failure; what is shared stays.
/// </summary>
public sealed class UnprovisionHandler(DescriptorSettings descriptors, UnprovisionReader reader, EngineStacks stacks, AttemptLock attempts, Removal removal, StackSettings settings, Relocation relocation) : IOperationHandler
{
    private const string Phase = "remove";

    public OperationKind Kind => OperationKind.Unprovision;

    public async Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
    {
        var request = ComponentRequest.FromJson(operation.Request);
        var reading = DescriptorReader.ReadForUnprovision(request.Descriptor, descriptors);
        if (!reading.Succeeded)
            return OperationEnding.Failed($"The descriptor is not valid: {string.Join(' ', reading.Problems)}");
        var target = reading.Target;
        foreach (var warning in target.Warnings)
            log.Warning("validate", warning);
        var lockId = await attempts.BeginAsync(operation, target.StackName, log, cancellationToken);
        using var stack = await stacks.OpenAsync(target.StackName, lockId, cancellationToken);
        try
        {
            log.Info("read", $"Reading what is live of {target.Id}: every {ComponentWords.Of(target)}, and what the stack {target.StackName} holds.");
            var contents = await stack.ReadAsync(cancellationToken);
            var facts = await reader.ReadAsync(target, contents.Own, cancellationToken);
            if (facts.Succeeded && facts.Value.Workspace.State == WorkspaceState.Ready && await FormerWorkspace.ForgetAsync(contents.Own, settings.ResourceIdOf(target.Workspace), facts.Value.Workspace, stack, log, cancellationToken))
                facts = await reader.ReadAsync(target, OwnState.Empty, cancellationToken);
            if (!facts.Succeeded)
                return OperationEnding.Failed(string.Join(' ', facts.Problems));
            var isElsewhere = Removal.HoldsOwned(facts.Value.OwnState) && relocation.IsElsewhere(facts.Value.OwnState, target.Workspace, facts.Value.Workspace);
            if (isElsewhere)
                log.Warning(Phase, $"{target.Id} was deployed to the workspace '{facts.Value.OwnState.WorkspaceHost}', which is not the one that the descriptor names: it is removed there.");
            return isElsewhere || facts.Value.Workspace.State == WorkspaceState.Ready
                ? await RemoveAsync(target, facts.Value, isElsewhere, request.RemoveData, stack, log, cancellationToken)
                : await ForgetAsync(target, stack, log, cancellationToken);
        }
        catch (Exception failure) when (LiveReading.IsExpected(failure))
        {
            return OperationEnding.Failed(LiveReading.Describe(failure, stack.HasWorked));
        }
    }

    /// <param name="isElsewhere">What the stack holds is in another workspace than the facts.</param>
    private async Task<OperationEnding> RemoveAsync(
        UnprovisionTarget target, UnprovisionFacts facts, bool isElsewhere, bool removeData, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        // An id says nothing in another workspace, but a view has the same name in every one.
        var here = isElsewhere && target.Kind != ComponentKind.OutputPort ? facts with { OwnState = OwnState.Empty with { WorkspaceHost = facts.OwnState.WorkspaceHost } } : facts;
        var strays = Removal.Strays(target, here);
        if (target.Kind == ComponentKind.OutputPort && strays.Count > 0 && facts.WarehouseIds.Count == 0)
        {
            log.Warning(Phase, StrandedViews.Words(strays[0], target));
            strays = [];
        }

        IReadOnlyList<OwnResource> stranded = isElsewhere ? [] : await StrandedViews.MoveAsync(facts, target, stack, log, cancellationToken);
        var repos = removeData ? Removal.StrayRepos(here) : [];
        var doomed = Removal.Doomed(facts.OwnState, removeData);
        if (strays.Count + repos.Count + doomed.Count == 0)
            log.Info(Phase, "There is nothing of the component to remove.");
        Tell(target, facts, strays, repos, removeData, log);
        var failure = await removal.RemoveStraysAsync(target, here, strays, repos, stack, log, cancellationToken)
            ?? await Removal.DestroyAsync(stack, doomed, log, cancellationToken, [.. stranded.Select(view => view.Urn)]);
        if (failure is null)
            await StrandedViews.LeaveAsync(stranded, target, stack, log, cancellationToken);
        failure ??= await RemoveEmptyStackAsync(target, stack, log, cancellationToken);
        if (failure is null)
            return OperationEnding.Completed($"{target.Id} is removed.");
        return OperationEnding.Failed(failure.Message + (isElsewhere ? Relocation.Advice(facts.OwnState, target.StackName) : ""));
    }

    private static void Tell(UnprovisionTarget target, UnprovisionFacts facts, IReadOnlyList<string> strays, IReadOnlyList<string> repos, bool removeData, OperationLog log)
    {
        if (strays.Count > 0)
            log.Info(Phase, $"Not made by this component, but of its name, and removed with it: {ComponentWords.Noun(target.Kind)} {string.Join(", ", strays)}.");
        if (repos.Count > 0)
            log.Info(Phase, $"Not made by this component, but at its path, and removed with it: repo '{target.RepoPath}' (id {string.Join(", ", repos)}).");
        if (!removeData && facts.OwnState.Find(ResourceTypes.Repo, ResourceNames.Repo) is { } repo)
            log.Info(Phase, $"Left the repo '{target.RepoPath}' (id {repo.Id}) in place: it goes only when the request says 'removeData: true'.");
    }

    /// <summary>When only shared things are left, which stay, the stack is of no more use.</summary>
    private static async Task<EngineFailure?> RemoveEmptyStackAsync(UnprovisionTarget target, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        var own = (await stack.ReadAsync(cancellationToken)).Own;
        if (!stack.Exists || Removal.HoldsOwned(own))
            return null;
        if (own.Resources.Count > 0)
        {
            var destroyed = await stack.DestroyAsync(targets: null, new EngineReport(log, Phase, own, EngineReport.Removed), cancellationToken);
            if (!destroyed.Succeeded)
                return destroyed.Failure;
        }

        await stack.RemoveAsync(cancellationToken);
        log.Info(Phase, $"Removed the stack {target.StackName}: nothing that belongs to the component alone is left.");
        return null;
    }

    /// <summary>Without its workspace nothing of the component can be left, and nothing can be asked: its state goes.</summary>
    private static async Task<OperationEnding> ForgetAsync(UnprovisionTarget target, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        log.Info(Phase, target.Workspace is null
            ? "The descriptor names no workspace, so there is nothing to remove."
            : $"The workspace '{target.Workspace}' does not exist, so nothing of the component does.");
        if (stack.Exists)
        {
            await stack.ForgetAsync(cancellationToken);
            log.Info(Phase, $"Removed the stack {target.StackName}: what it held went with the workspace.");
        }

        return OperationEnding.Completed($"{target.Id} is removed.");
    }
}
