using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Git folders: <c>/api/2.0/repos</c>.</summary>
public interface IReposApi
{
    [Post("/api/2.0/repos")]
    Task<Repo> CreateAsync([Body] CreateRepoRequest request, CancellationToken cancellationToken = default);

    [Get("/api/2.0/repos/{id}")]
    Task<Repo> GetAsync(string id, CancellationToken cancellationToken = default);

    [Get("/api/2.0/repos")]
    Task<RepoPage> ListAsync(
        [AliasAs("path_prefix")] string? pathPrefix = null, [AliasAs("next_page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    /// <summary>Checks out a branch or a tag (its newest commit).</summary>
    [Patch("/api/2.0/repos/{id}")]
    Task UpdateAsync(string id, [Body] UpdateRepoRequest request, CancellationToken cancellationToken = default);

    [Delete("/api/2.0/repos/{id}")]
    Task DeleteAsync(string id, CancellationToken cancellationToken = default);
}

public static class ReposApiPaging
{
    public static IAsyncEnumerable<Repo> ListAllAsync(this IReposApi api, string? pathPrefix = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(pathPrefix, page, token), page => page.Repos, page => page.NextPageToken, cancellationToken);
}

/// <param name="Provider">E.g. <c>gitHub</c>, <c>gitLab</c>, <c>azureDevOpsServices</c>.</param>
public sealed record CreateRepoRequest(string Url, string Provider, string? Path = null, SparseCheckout? SparseCheckout = null)
{
    /// <summary>Which of the caller's credentials to clone with; not kept.</summary>
    public long? GitCredentialId { get; init; }
}

public sealed record UpdateRepoRequest(string? Branch = null, string? Tag = null, SparseCheckout? SparseCheckout = null)
{
    /// <summary>Which of the caller's credentials to check out with; not kept.</summary>
    public long? GitCredentialId { get; init; }
}

public sealed record SparseCheckout(IReadOnlyList<string> Patterns);

public sealed record RepoPage
{
    public IReadOnlyList<Repo> Repos { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record Repo
{
    public required long Id { get; init; }

    public string? Url { get; init; }

    public string? Provider { get; init; }

    public string? Path { get; init; }

    /// <summary>Absent when a tag or commit is checked out.</summary>
    public string? Branch { get; init; }

    public string? HeadCommitId { get; init; }

    public SparseCheckout? SparseCheckout { get; init; }
}
