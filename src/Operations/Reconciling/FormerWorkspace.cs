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
    /// <returns>Whether it did: what was read for that state is of no more use.</returns>
    public static async Task<bool> ForgetAsync(OwnState own, WorkspaceFacts workspace, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        if (!IsGone(own, workspace))
            return false;
        log.Warning("read", $"The workspace that the component was deployed to ({Text(own, OutputNames.WorkspaceHost)}) was deleted: what the state tells of it is forgotten.");
        await stack.EmptyAsync(cancellationToken);
        return true;
    }

    /// <summary>The same Azure resource has no address any more, or another.</summary>
    internal static bool IsGone(OwnState own, WorkspaceFacts workspace)
    {
        if (Text(own, OutputNames.WorkspaceResourceId) is not { } id || Text(own, OutputNames.WorkspaceHost) is not { } host)
            return false;
        return workspace.State switch
        {
            WorkspaceState.Absent => true,
            WorkspaceState.Ready => string.Equals(workspace.Resource.Id, id, StringComparison.OrdinalIgnoreCase) && !string.Equals(workspace.Host, host, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static string? Text(OwnState own, string output) => own.Outputs[output] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
