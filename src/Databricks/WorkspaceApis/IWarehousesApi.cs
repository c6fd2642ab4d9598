using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>SQL warehouses: <c>/api/2.0/sql/warehouses</c>.</summary>
public interface IWarehousesApi
{
    [Get("/api/2.0/sql/warehouses")]
    Task<WarehousePage> ListAsync([AliasAs("page_size")] int? pageSize = null, [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    [Get("/api/2.0/sql/warehouses/{id}")]
    Task<Warehouse> GetAsync(string id, CancellationToken cancellationToken = default);
}

public static class WarehousesApiPaging
{
    public static IAsyncEnumerable<Warehouse> ListAllAsync(this IWarehousesApi api, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(null, page, token), page => page.Warehouses, page => page.NextPageToken, cancellationToken);
}

public sealed record WarehousePage
{
    public IReadOnlyList<Warehouse> Warehouses { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record Warehouse
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? State { get; init; }

    public string? CreatorName { get; init; }
}
