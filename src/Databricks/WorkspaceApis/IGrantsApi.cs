using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Privileges of Unity Catalog: <c>/api/2.1/unity-catalog/permissions</c> and <c>effective-permissions</c>.</summary>
public interface IGrantsApi
{
    /// <summary>Direct privileges. A full page says nothing about further ones: see <see cref="GrantsApiPaging.GetAllAsync"/>.</summary>
    /// <param name="securableType"><c>catalog</c>, <c>schema</c>, <c>table</c> (views too), <c>metastore</c> …</param>
    [Get("/api/2.1/unity-catalog/permissions/{securableType}/{fullName}")]
    Task<PrivilegePage> GetAsync(
        string securableType, string fullName, string? principal = null, [AliasAs("max_results")] int? maxResults = null,
        [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    [Patch("/api/2.1/unity-catalog/permissions/{securableType}/{fullName}")]
    Task<PrivilegePage> UpdateAsync(string securableType, string fullName, [Body] PrivilegeChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Direct and inherited privileges.</summary>
    [Get("/api/2.1/unity-catalog/effective-permissions/{securableType}/{fullName}")]
    Task<EffectivePrivilegePage> GetEffectiveAsync(
        string securableType, string fullName, string? principal = null, [AliasAs("max_results")] int? maxResults = null,
        [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);
}

public static class GrantsApiPaging
{
    public static IAsyncEnumerable<PrivilegeAssignment> GetAllAsync(
        this IGrantsApi api, string securableType, string fullName, string? principal = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync(
            (page, token) => api.GetAsync(securableType, fullName, principal, null, page, token),
            page => page.PrivilegeAssignments, page => page.NextPageToken, cancellationToken);

    public static IAsyncEnumerable<EffectivePrivilegeAssignment> GetAllEffectiveAsync(
        this IGrantsApi api, string securableType, string fullName, string? principal = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync(
            (page, token) => api.GetEffectiveAsync(securableType, fullName, principal, null, page, token),
            page => page.PrivilegeAssignments, page => page.NextPageToken, cancellationToken);
}

public sealed record PrivilegePage
{
    public IReadOnlyList<PrivilegeAssignment> PrivilegeAssignments { get; init; } = [];

    public string? NextPageToken { get; init; }
}

/// <summary>Privileges with underscores, e.g. <c>USE_CATALOG</c>.</summary>
public sealed record PrivilegeAssignment
{
    public required string Principal { get; init; }

    public IReadOnlyList<string> Privileges { get; init; } = [];
}

public sealed record EffectivePrivilegePage
{
    public IReadOnlyList<EffectivePrivilegeAssignment> PrivilegeAssignments { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record EffectivePrivilegeAssignment
{
    public required string Principal { get; init; }

    public IReadOnlyList<EffectivePrivilege> Privileges { get; init; } = [];
}

public sealed record EffectivePrivilege
{
    public required string Privilege { get; init; }

    /// <summary>Null for a direct privilege.</summary>
    public string? InheritedFromType { get; init; }

    public string? InheritedFromName { get; init; }
}

public sealed record PrivilegeChanges(IReadOnlyList<PrivilegeChange> Changes);

public sealed record PrivilegeChange
{
    public required string Principal { get; init; }

    public IReadOnlyList<string>? Add { get; init; }

    public IReadOnlyList<string>? Remove { get; init; }
}
