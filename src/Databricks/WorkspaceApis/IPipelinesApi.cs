using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Pipelines: <c>/api/2.0/pipelines</c>. Settings are open-ended and stay JSON with the API's own names.</summary>
public interface IPipelinesApi
{
    [Post("/api/2.0/pipelines")]
    Task<PipelineReference> CreateAsync([Body] JsonObject settings, CancellationToken cancellationToken = default);

    [Get("/api/2.0/pipelines/{pipelineId}")]
    Task<Pipeline> GetAsync(string pipelineId, CancellationToken cancellationToken = default);

    /// <param name="filter">E.g. <c>name LIKE 'x'</c>: a pattern, see <see cref="PipelineFilter"/>.</param>
    [Get("/api/2.0/pipelines")]
    Task<PipelinePage> ListAsync(
        string? filter = null, [AliasAs("max_results")] int? maxResults = null, [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);

    /// <summary>Replaces all settings.</summary>
    [Put("/api/2.0/pipelines/{pipelineId}")]
    Task UpdateAsync(string pipelineId, [Body] JsonObject settings, CancellationToken cancellationToken = default);

    [Delete("/api/2.0/pipelines/{pipelineId}")]
    Task DeleteAsync(string pipelineId, CancellationToken cancellationToken = default);
}

public static class PipelinesApiPaging
{
    public static IAsyncEnumerable<PipelineSummary> ListAllAsync(this IPipelinesApi api, string? filter = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(filter, 100, page, token), page => page.Statuses, page => page.NextPageToken, cancellationToken);
}

public static class PipelineFilter
{
    /// <summary>
    /// <c>name LIKE '…'</c> with quotes doubled, and the wildcard of one character for a backslash, which would make something else of what follows. <c>%</c> and <c>_</c> stay wildcards, so more may be found than asked for: compare the
    /// names exactly afterwards.
    /// </summary>
    public static string NameLike(string name) => $"name LIKE '{name.Replace("'", "''", StringComparison.Ordinal).Replace('\\', '_')}'";
}

public sealed record PipelineReference
{
    public required string PipelineId { get; init; }
}

public sealed record PipelinePage
{
    public IReadOnlyList<PipelineSummary> Statuses { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record PipelineSummary
{
    public required string PipelineId { get; init; }

    public string Name { get; init; } = "";

    public string? State { get; init; }

    public string? CreatorUserName { get; init; }
}

public sealed record Pipeline
{
    public required string PipelineId { get; init; }

    public string? Name { get; init; }

    public string? State { get; init; }

    public string? Cause { get; init; }

    public string? ClusterId { get; init; }

    public string? CreatorUserName { get; init; }

    public string? RunAsUserName { get; init; }

    public string? Health { get; init; }

    public long? LastModified { get; init; }

    /// <summary>The settings, with the API's own names.</summary>
    public JsonObject Spec { get; init; } = [];

    /// <summary>What the answer holds beside these: kept as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}
