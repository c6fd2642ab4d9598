using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reporting;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// The descriptor names another workspace than the one that the component was deployed to. The ids in the state are those of the former one; in the new
/// one they are nothing, or somebody else's things. So what was deployed is removed where it is, as an unprovisioning would, before the state starts anew.
/// </summary>
public sealed class Relocation(StackSettings settings)
{
    private const string Phase = "remove";

    /// <summary>Is what the state holds in another workspace than the one that the descriptor names?</summary>
    /// <param name="wanted">Null when the descriptor names none.</param>
    public bool IsElsewhere(OwnState own, WorkspaceReference? wanted, WorkspaceFacts live)
    {
        if (own.WorkspaceHost is not { } host)
            return false;
        return live.Host is { } now
            ? !string.Equals(now, host, StringComparison.OrdinalIgnoreCase)
            : !FormerWorkspace.IsOf(own, settings.ResourceIdOf(wanted)) && !(wanted is UnmanagedWorkspace unmanaged && string.Equals(unmanaged.Host, host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Must the component be removed from its former workspace before it is deployed to the new one?</summary>
    public bool IsNeeded(Component component, ComponentFacts facts, OwnState own)
    {
        var wanted = component is OutputPortComponent port ? port.ViewWorkspace : component.Workspace;
        // A view belongs to the metastore: workspaces that share it see the same one.
        return IsElsewhere(own, wanted, facts.Workspace) && facts is not OutputPortFacts { OwnViewIsLive: true };
    }

    /// <summary>Removes what was deployed, and empties the state.</summary>
    public static async Task<EngineFailure?> LeaveAsync(Component component, OwnState own, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        log.Warning(Phase, $"{component.DisplayName} was deployed to the workspace '{own.WorkspaceHost}', and the descriptor names another now: what belongs to it alone is removed there first.");
        if (await Removal.DestroyAsync(stack, Removal.Doomed(own, removeData: false), log, cancellationToken, because: EngineReport.Moved) is { } failure)
            return failure with { Message = failure.Message + Advice(own, component.StackName) };
        if (own.Find(ResourceTypes.Repo, ResourceNames.Repo) is { } repo)
            log.Warning(Phase, $"Left the repo (id {repo.Id}) in the workspace '{own.WorkspaceHost}': there may be work in it. If nobody wants it any more, take it away by hand.");
        await stack.EmptyAsync(cancellationToken);
        return null;
    }

    /// <summary>What to do when nothing can be removed there.</summary>
    public static string Advice(OwnState own, string stackName) =>
        $" The component was deployed to the workspace '{own.WorkspaceHost}' and could not be removed there. If that workspace was deleted, nothing of the component is left in it: "
        + $"remove its state with 'provisioner pulumi stack rm --force --stack {stackName}', then try again.";
}
