using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Members of the workspace, by its own address: <c>/api/2.0/preview/permissionassignments</c>.</summary>
public interface IPermissionAssignmentsApi
{
    [Get("/api/2.0/preview/permissionassignments")]
    Task<PermissionAssignmentList> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds members by name; those that could not be added have an <see cref="PermissionAssignment.Error"/>.</summary>
    [Post("/api/2.0/preview/permissionassignments")]
    Task<PermissionAssignmentList> CreateAsync([Body] CreatePermissionAssignmentRequest request, CancellationToken cancellationToken = default);

    [Put("/api/2.0/preview/permissionassignments/principals/{principalId}")]
    Task<PermissionAssignment> SetAsync(string principalId, [Body] UpdatePermissionAssignmentRequest request, CancellationToken cancellationToken = default);

    [Delete("/api/2.0/preview/permissionassignments/principals/{principalId}")]
    Task DeleteAsync(string principalId, CancellationToken cancellationToken = default);
}

public sealed record CreatePermissionAssignmentRequest(IReadOnlyList<NewPermissionAssignment> PermissionAssignments);

/// <summary>Exactly one of the three names is given.</summary>
public sealed record NewPermissionAssignment
{
    public string? UserName { get; init; }

    public string? GroupName { get; init; }

    public string? ServicePrincipalName { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }
}
