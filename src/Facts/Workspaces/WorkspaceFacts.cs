using Provisioner.Facts.State;

namespace Provisioner.Facts.Workspaces;

/// <summary>What is known of the workspace that the component goes to.</summary>
public sealed record WorkspaceFacts
{
    public required WorkspaceState State { get; init; }

    /// <summary>Host name without scheme; null exactly when a managed workspace is not there yet.</summary>
    public string? Host { get; init; }

    /// <summary>Databricks' number of the workspace; null when absent or not looked up (unmanaged).</summary>
    public string? Number { get; init; }

    /// <summary>Azure's id of a managed workspace, existing or absent.</summary>
    public SharedObject Resource { get; init; } = SharedObject.Absent;

    /// <summary>Azure's own word, such as <c>Creating</c>, <c>Succeeded</c>, <c>Failed</c>; for messages.</summary>
    public string? ProvisioningState { get; init; }

    /// <summary>Direct role assignments at the workspace, inherited ones left out; managed only.</summary>
    public IReadOnlyList<RoleAssignmentFact> RoleAssignments { get; init; } = [];

    /// <summary>Who is assigned to the workspace in the account; managed only.</summary>
    public IReadOnlyList<WorkspaceMember> Members { get; init; } = [];

    /// <summary>Null when the workspace is unmanaged and nothing asks for its metastore.</summary>
    public MetastoreFacts? Metastore { get; init; }
}

/// <summary>Can a workspace be worked in?</summary>
public enum WorkspaceState
{
    Absent,

    /// <summary>Azure is still making it, or changing it.</summary>
    Creating,
    Ready,

    /// <summary>Azure could not make it.</summary>
    Failed,
}

/// <summary>A role that somebody has directly on the workspace.</summary>
/// <param name="Id">Azure's full resource id of the assignment.</param>
/// <param name="RoleDefinitionId">The role's guid.</param>
/// <param name="PrincipalObjectId">Entra ID's object id.</param>
public sealed record RoleAssignmentFact(string Id, string RoleDefinitionId, string PrincipalObjectId);

/// <summary>An account principal that is assigned to the workspace.</summary>
/// <param name="PrincipalId">Numeric id in the account.</param>
/// <param name="Permissions"><c>ADMIN</c> or <c>USER</c>.</param>
public sealed record WorkspaceMember(string PrincipalId, IReadOnlyList<string> Permissions);
