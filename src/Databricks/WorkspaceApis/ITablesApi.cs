using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Tables and views of Unity Catalog: <c>/api/2.1/unity-catalog/tables</c>. They are made by SQL.</summary>
public interface ITablesApi
{
    /// <param name="fullName"><c>catalog.schema.table</c>.</param>
    [Get("/api/2.1/unity-catalog/tables/{fullName}")]
    Task<Table> GetAsync(string fullName, CancellationToken cancellationToken = default);

    [Get("/api/2.1/unity-catalog/tables")]
    Task<TablePage> ListAsync(
        [AliasAs("catalog_name")] string catalogName, [AliasAs("schema_name")] string schemaName, [AliasAs("max_results")] int? maxResults = null,
        [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    [Delete("/api/2.1/unity-catalog/tables/{fullName}")]
    Task DeleteAsync(string fullName, CancellationToken cancellationToken = default);

    /// <summary>Changes the owner.</summary>
    [Patch("/api/2.1/unity-catalog/tables/{fullName}")]
    Task UpdateAsync(string fullName, [Body] JsonObject changes, CancellationToken cancellationToken = default);
}

public static class TablesApiPaging
{
    public static IAsyncEnumerable<Table> ListAllAsync(this ITablesApi api, string catalogName, string schemaName, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync(
            (page, token) => api.ListAsync(catalogName, schemaName, 0, page, token), page => page.Tables, page => page.NextPageToken, cancellationToken);
}

public sealed record TablePage
{
    public IReadOnlyList<Table> Tables { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record Table
{
    public required string Name { get; init; }

    public string CatalogName { get; init; } = "";

    public string SchemaName { get; init; } = "";

    public string? FullName { get; init; }

    /// <summary><c>MANAGED</c>, <c>EXTERNAL</c>, <c>VIEW</c>, <c>MATERIALIZED_VIEW</c>, <c>STREAMING_TABLE</c> …</summary>
    public string TableType { get; init; } = "";

    public string? Owner { get; init; }

    public string? Comment { get; init; }

    /// <summary>SQL text of a view.</summary>
    public string? ViewDefinition { get; init; }

    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    public IReadOnlyList<TableConstraint> TableConstraints { get; init; } = [];

    /// <summary>What the answer holds beside these: kept as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}

public sealed record TableColumn
{
    public required string Name { get; init; }

    /// <summary>Full SQL type, e.g. <c>decimal(10,2)</c> or <c>struct&lt;a:int&gt;</c>.</summary>
    public string? TypeText { get; init; }

    /// <summary>E.g. <c>DECIMAL</c>, <c>STRUCT</c>.</summary>
    public string? TypeName { get; init; }

    /// <summary>Type as JSON text.</summary>
    public string? TypeJson { get; init; }

    public int? TypePrecision { get; init; }

    public int? TypeScale { get; init; }

    public int? Position { get; init; }

    public string? Comment { get; init; }

    public bool? Nullable { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}

public sealed record TableConstraint
{
    public PrimaryKeyConstraint? PrimaryKeyConstraint { get; init; }

    public NamedTableConstraint? NamedTableConstraint { get; init; }
}

public sealed record PrimaryKeyConstraint
{
    public string? Name { get; init; }

    public IReadOnlyList<string> ChildColumns { get; init; } = [];
}

public sealed record NamedTableConstraint(string Name);
