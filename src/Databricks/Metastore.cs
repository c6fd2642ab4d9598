namespace Provisioner.Databricks;

public sealed record Metastore
{
    public required string MetastoreId { get; init; }

    public string Name { get; init; } = "";

    public string? Region { get; init; }

    public string? Owner { get; init; }
}

public sealed record MetastoreAssignment
{
    public long? WorkspaceId { get; init; }

    public required string MetastoreId { get; init; }

    public string? DefaultCatalogName { get; init; }
}

/// <summary>Who is in a workspace, and as what.</summary>
public sealed record PermissionAssignmentList
{
    public IReadOnlyList<PermissionAssignment> PermissionAssignments { get; init; } = [];
}

public sealed record PermissionAssignment
{
    public AssignedPrincipal? Principal { get; init; }

    /// <summary><c>USER</c>, <c>ADMIN</c>.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Why this one entry could not be read.</summary>
    public string? Error { get; init; }
}

public sealed record AssignedPrincipal
{
    public required long PrincipalId { get; init; }

    public string? UserName { get; init; }

    public string? GroupName { get; init; }

    public string? ServicePrincipalName { get; init; }

    public string? DisplayName { get; init; }
}

public sealed record UpdatePermissionAssignmentRequest(IReadOnlyList<string> Permissions);
