using System.Text.Json.Nodes;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// A managed workspace that was deleted takes its jobs, pipelines and repos with it, and its address: what the state tells of them can neither be asked
/// nor deleted, so it is forgotten. What the metastore keeps (catalogs, schemas, views) is found again by name.
/// </summary>
internal static class FormerWorkspace
{
    /// <summary>Empties the state when it is about a workspace of which only the name is left.</summary>
    /// <param name="wantedId">Azure's id of the workspace that the descriptor names; null for one that is not managed.</param>
    /// <returns>Whether it did: what was read for that state is of no more use.</returns>
    public static async Task<bool> ForgetAsync(OwnState own, string? wantedId, WorkspaceFacts workspace, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        if (!IsGone(own, wantedId, workspace))
            return false;
        log.Warning("read", $"The workspace that the component was deployed to ({Host(own)}) was deleted: what the state tells of it is forgotten.");
        await stack.EmptyAsync(cancellationToken);
        return true;
    }

    /// <summary>The same Azure resource has no address any more, or another.</summary>
    internal static bool IsGone(OwnState own, string? wantedId, WorkspaceFacts workspace)
    {
        if (Host(own) is not { } host || !IsOf(own, wantedId))
            return false;
        return workspace.State switch
        {
            WorkspaceState.Absent => true,
            WorkspaceState.Ready => !string.Equals(workspace.Host, host, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    /// <summary>Was the component deployed to the Azure resource with this id?</summary>
    internal static bool IsOf(OwnState own, string? resourceId) =>
        resourceId is not null
        && string.Equals(Text(own, OutputNames.WorkspaceResourceId) ?? own.Find(ResourceTypes.Workspace, ResourceNames.Workspace)?.Id, resourceId, StringComparison.OrdinalIgnoreCase);

    private static string? Host(OwnState own) => Text(own, OutputNames.WorkspaceHost) ?? own.WorkspaceHost;

    private static string? Text(OwnState own, string output) => own.Outputs[output] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
