using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Access lists of workspace objects: <c>/api/2.0/permissions/{type}/{id}</c>.</summary>
public interface IPermissionsApi
{
    /// <param name="objectType">E.g. <c>jobs</c>, <c>repos</c>, <c>pipelines</c>, <c>directories</c>.</param>
    [Get("/api/2.0/permissions/{objectType}/{objectId}")]
    Task<ObjectPermissions> GetAsync(string objectType, string objectId, CancellationToken cancellationToken = default);

    /// <summary>Replaces the whole direct list.</summary>
    [Put("/api/2.0/permissions/{objectType}/{objectId}")]
    Task<ObjectPermissions> SetAsync(string objectType, string objectId, [Body] AccessControlRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds entries or raises levels.</summary>
    [Patch("/api/2.0/permissions/{objectType}/{objectId}")]
    Task<ObjectPermissions> UpdateAsync(string objectType, string objectId, [Body] AccessControlRequest request, CancellationToken cancellationToken = default);
}

/// <param name="AccessControlList">Null resets the list.</param>
public sealed record AccessControlRequest(IReadOnlyList<AccessControlChange>? AccessControlList);

/// <summary>Exactly one of the three names is given.</summary>
public sealed record AccessControlChange
{
    public string? UserName { get; init; }

    public string? GroupName { get; init; }

    public string? ServicePrincipalName { get; init; }

    public required string PermissionLevel { get; init; }
}

public sealed record ObjectPermissions
{
    public string? ObjectId { get; init; }

    public string? ObjectType { get; init; }

    public IReadOnlyList<AccessControl> AccessControlList { get; init; } = [];
}

public sealed record AccessControl
{
    public string? UserName { get; init; }

    public string? GroupName { get; init; }

    /// <summary>Application id.</summary>
    public string? ServicePrincipalName { get; init; }

    public string? DisplayName { get; init; }

    public IReadOnlyList<GrantedPermission> AllPermissions { get; init; } = [];
}

public sealed record GrantedPermission
{
    public required string PermissionLevel { get; init; }

    public bool Inherited { get; init; }

    public IReadOnlyList<string> InheritedFromObject { get; init; } = [];
}
