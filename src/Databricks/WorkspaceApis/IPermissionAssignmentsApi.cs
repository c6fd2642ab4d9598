using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Members of the workspace, by its own address: <c>/api/2.0/preview/permissionassignments</c>.</summary>
public interface IPermissionAssignmentsApi
{
    [Get("/api/2.0/preview/permissionassignments")]
    Task<PermissionAssignmentList> ListAsync(CancellationToken cancellationToken = default);

    [Put("/api/2.0/preview/permissionassignments/principals/{principalId}")]
    Task<PermissionAssignment> SetAsync(string principalId, [Body] UpdatePermissionAssignmentRequest request, CancellationToken cancellationToken = default);

    [Delete("/api/2.0/preview/permissionassignments/principals/{principalId}")]
    Task DeleteAsync(string principalId, CancellationToken cancellationToken = default);
}
