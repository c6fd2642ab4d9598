using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>All-purpose and job clusters: <c>/api/2.1/clusters</c>.</summary>
public interface IClustersApi
{
    [Get("/api/2.1/clusters/list")]
    Task<ClusterPage> ListAsync([AliasAs("page_size")] int? pageSize = null, [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    [Get("/api/2.1/clusters/get")]
    Task<Cluster> GetAsync([AliasAs("cluster_id")] string clusterId, CancellationToken cancellationToken = default);
}

public static class ClustersApiPaging
{
    public static IAsyncEnumerable<Cluster> ListAllAsync(this IClustersApi api, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(100, page, token), page => page.Clusters, page => page.NextPageToken, cancellationToken);
}

public sealed record ClusterPage
{
    public IReadOnlyList<Cluster> Clusters { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record Cluster
{
    public required string ClusterId { get; init; }

    public string ClusterName { get; init; } = "";

    public string? State { get; init; }

    /// <summary><c>UI</c>, <c>API</c>, <c>JOB</c>, <c>PIPELINE</c> …</summary>
    public string? ClusterSource { get; init; }
}
