using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Schemas of Unity Catalog: <c>/api/2.1/unity-catalog/schemas</c>.</summary>
public interface ISchemasApi
{
    [Post("/api/2.1/unity-catalog/schemas")]
    Task<Schema> CreateAsync([Body] JsonObject schema, CancellationToken cancellationToken = default);

    /// <param name="fullName"><c>catalog.schema</c>.</param>
    [Get("/api/2.1/unity-catalog/schemas/{fullName}")]
    Task<Schema> GetAsync(string fullName, CancellationToken cancellationToken = default);

    [Get("/api/2.1/unity-catalog/schemas")]
    Task<SchemaPage> ListAsync(
        [AliasAs("catalog_name")] string catalogName, [AliasAs("max_results")] int? maxResults = null, [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);

    [Patch("/api/2.1/unity-catalog/schemas/{fullName}")]
    Task<Schema> UpdateAsync(string fullName, [Body] JsonObject changes, CancellationToken cancellationToken = default);

    [Delete("/api/2.1/unity-catalog/schemas/{fullName}")]
    Task DeleteAsync(string fullName, bool? force = null, CancellationToken cancellationToken = default);
}

public static class SchemasApiPaging
{
    public static IAsyncEnumerable<Schema> ListAllAsync(this ISchemasApi api, string catalogName, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(catalogName, 0, page, token), page => page.Schemas, page => page.NextPageToken, cancellationToken);
}

public sealed record SchemaPage
{
    public IReadOnlyList<Schema> Schemas { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record Schema
{
    public required string Name { get; init; }

    public required string CatalogName { get; init; }

    public string? FullName { get; init; }

    public string? Owner { get; init; }

    public string? Comment { get; init; }

    /// <summary>What the answer holds beside these: kept as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}
