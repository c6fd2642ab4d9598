using Refit;

namespace Provisioner.Databricks.AccountApis;

/// <summary>Metastores of the account and their workspaces: <c>/api/2.0/accounts/{id}/metastores</c>.</summary>
public interface IAccountMetastoresApi
{
    /// <summary>All metastores; the answer has no pages.</summary>
    [Get("/api/2.0/accounts/{accountId}/metastores")]
    Task<AccountMetastoreList> ListAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>404 when the workspace has none.</summary>
    [Get("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}/metastore")]
    Task<AccountMetastoreAssignment> GetAssignmentAsync(string accountId, long workspaceId, CancellationToken cancellationToken = default);

    [Post("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}/metastores/{metastoreId}")]
    Task AssignAsync(string accountId, long workspaceId, string metastoreId, [Body] MetastoreAssignmentRequest request, CancellationToken cancellationToken = default);

    [Put("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}/metastores/{metastoreId}")]
    Task UpdateAssignmentAsync(
        string accountId, long workspaceId, string metastoreId, [Body] MetastoreAssignmentRequest request, CancellationToken cancellationToken = default);

    [Delete("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}/metastores/{metastoreId}")]
    Task UnassignAsync(string accountId, long workspaceId, string metastoreId, CancellationToken cancellationToken = default);
}

public sealed record AccountMetastoreList
{
    public IReadOnlyList<Metastore> Metastores { get; init; } = [];
}

public sealed record AccountMetastoreAssignment
{
    public MetastoreAssignment? MetastoreAssignment { get; init; }
}

public sealed record MetastoreAssignmentRequest(MetastoreAssignment MetastoreAssignment);
