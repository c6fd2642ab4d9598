using Refit;

namespace Provisioner.Databricks.AzureApis;

/// <summary><c>Microsoft.Authorization/roleAssignments</c> of Azure Resource Manager.</summary>
public interface IRoleAssignmentsApi
{
    /// <param name="scope">Resource id without its leading slash.</param>
    /// <param name="filter">E.g. <c>principalId eq '…'</c> or <c>atScope()</c>.</param>
    [Get("/{**scope}/providers/Microsoft.Authorization/roleAssignments?api-version=" + AzureApiVersions.RoleAssignments)]
    Task<AzurePage<RoleAssignment>> ListAsync(
        string scope, [AliasAs("$filter")] string? filter = null, [AliasAs("$skipToken")] string? skipToken = null, CancellationToken cancellationToken = default);

    [Get("/{**scope}/providers/Microsoft.Authorization/roleAssignments/{name}?api-version=" + AzureApiVersions.RoleAssignments)]
    Task<RoleAssignment> GetAsync(string scope, string name, CancellationToken cancellationToken = default);

    [Put("/{**scope}/providers/Microsoft.Authorization/roleAssignments/{name}?api-version=" + AzureApiVersions.RoleAssignments)]
    Task<RoleAssignment> PutAsync(string scope, string name, [Body] RoleAssignmentRequest request, CancellationToken cancellationToken = default);

    [Delete("/{**scope}/providers/Microsoft.Authorization/roleAssignments/{name}?api-version=" + AzureApiVersions.RoleAssignments)]
    Task DeleteAsync(string scope, string name, CancellationToken cancellationToken = default);
}

public static class RoleAssignmentsApiPaging
{
    public static IAsyncEnumerable<RoleAssignment> ListAllAsync(
        this IRoleAssignmentsApi api, string scope, string? filter = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(scope, filter, page, token), page => page.Value, page => page.SkipToken(), cancellationToken);
}

public sealed record RoleAssignmentRequest(RoleAssignmentProperties Properties);

public sealed record RoleAssignment
{
    public required string Id { get; init; }

    /// <summary>A UUID.</summary>
    public required string Name { get; init; }

    public string? Type { get; init; }

    public RoleAssignmentProperties Properties { get; init; } = new();
}

public sealed record RoleAssignmentProperties
{
    /// <summary>Full id of the role definition.</summary>
    public string? RoleDefinitionId { get; init; }

    /// <summary>Object id in Microsoft Entra.</summary>
    public string? PrincipalId { get; init; }

    /// <summary><c>User</c>, <c>Group</c>, <c>ServicePrincipal</c>.</summary>
    public string? PrincipalType { get; init; }

    /// <summary>Where it was assigned: below the asked scope for inherited ones.</summary>
    public string? Scope { get; init; }

    public string? Description { get; init; }

    public string? Condition { get; init; }

    public string? ConditionVersion { get; init; }

    public string? DelegatedManagedIdentityResourceId { get; init; }

    public string? CreatedOn { get; init; }

    public string? UpdatedOn { get; init; }

    public string? CreatedBy { get; init; }

    public string? UpdatedBy { get; init; }
}
