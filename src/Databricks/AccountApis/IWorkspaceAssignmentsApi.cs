using Refit;

namespace Provisioner.Databricks.AccountApis;

/// <summary>Members of a workspace, by the account: <c>/api/2.0/accounts/{id}/workspaces/{id}/permissionassignments</c>.</summary>
public interface IWorkspaceAssignmentsApi
{
    [Get("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}/permissionassignments")]
    Task<PermissionAssignmentList> ListAsync(string accountId, long workspaceId, CancellationToken cancellationToken = default);

    /// <summary>Sets the permissions of one principal (creates or replaces).</summary>
    [Put("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}/permissionassignments/principals/{principalId}")]
    Task<PermissionAssignment> SetAsync(
        string accountId, long workspaceId, long principalId, [Body] UpdatePermissionAssignmentRequest request, CancellationToken cancellationToken = default);

    [Delete("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}/permissionassignments/principals/{principalId}")]
    Task DeleteAsync(string accountId, long workspaceId, long principalId, CancellationToken cancellationToken = default);
}
