using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Catalogs of Unity Catalog: <c>/api/2.1/unity-catalog/catalogs</c>.</summary>
public interface ICatalogsApi
{
    [Post("/api/2.1/unity-catalog/catalogs")]
    Task<Catalog> CreateAsync([Body] JsonObject catalog, CancellationToken cancellationToken = default);

    [Get("/api/2.1/unity-catalog/catalogs/{name}")]
    Task<Catalog> GetAsync(string name, CancellationToken cancellationToken = default);

    [Get("/api/2.1/unity-catalog/catalogs")]
    Task<CatalogPage> ListAsync([AliasAs("max_results")] int? maxResults = null, [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    [Patch("/api/2.1/unity-catalog/catalogs/{name}")]
    Task<Catalog> UpdateAsync(string name, [Body] JsonObject changes, CancellationToken cancellationToken = default);

    [Delete("/api/2.1/unity-catalog/catalogs/{name}")]
    Task DeleteAsync(string name, bool? force = null, CancellationToken cancellationToken = default);
}

public static class CatalogsApiPaging
{
    public static IAsyncEnumerable<Catalog> ListAllAsync(this ICatalogsApi api, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(0, page, token), page => page.Catalogs, page => page.NextPageToken, cancellationToken);
}

public sealed record CatalogPage
{
    public IReadOnlyList<Catalog> Catalogs { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record Catalog
{
    public required string Name { get; init; }

    public string? Owner { get; init; }

    public string? Comment { get; init; }

    public string? MetastoreId { get; init; }

    public string? CatalogType { get; init; }

    /// <summary>What the answer holds beside these: kept as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}
