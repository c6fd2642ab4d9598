using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Metastores as a workspace sees them: <c>/api/2.1/unity-catalog</c>.</summary>
public interface IMetastoresApi
{
    /// <summary>404 when the workspace has none.</summary>
    [Get("/api/2.1/unity-catalog/current-metastore-assignment")]
    Task<MetastoreAssignment> GetCurrentAssignmentAsync(CancellationToken cancellationToken = default);

    /// <summary>The metastore of the workspace, with its name.</summary>
    [Get("/api/2.1/unity-catalog/metastore_summary")]
    Task<Metastore> GetSummaryAsync(CancellationToken cancellationToken = default);

    [Get("/api/2.1/unity-catalog/metastores")]
    Task<MetastorePage> ListAsync([AliasAs("max_results")] int? maxResults = null, [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    [Put("/api/2.1/unity-catalog/workspaces/{workspaceId}/metastore")]
    Task AssignAsync(long workspaceId, [Body] AssignMetastoreRequest request, CancellationToken cancellationToken = default);

    [Patch("/api/2.1/unity-catalog/workspaces/{workspaceId}/metastore")]
    Task UpdateAssignmentAsync(long workspaceId, [Body] AssignMetastoreRequest request, CancellationToken cancellationToken = default);

    [Delete("/api/2.1/unity-catalog/workspaces/{workspaceId}/metastore")]
    Task UnassignAsync(long workspaceId, [AliasAs("metastore_id")] string metastoreId, CancellationToken cancellationToken = default);
}

public static class MetastoresApiPaging
{
    public static IAsyncEnumerable<Metastore> ListAllAsync(this IMetastoresApi api, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(0, page, token), page => page.Metastores, page => page.NextPageToken, cancellationToken);
}

public sealed record AssignMetastoreRequest(string MetastoreId, string? DefaultCatalogName = null);

public sealed record MetastorePage
{
    public IReadOnlyList<Metastore> Metastores { get; init; } = [];

    public string? NextPageToken { get; init; }
}
