using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>The caller's git credentials: <c>/api/2.0/git-credentials</c>.</summary>
public interface IGitCredentialsApi
{
    [Post("/api/2.0/git-credentials")]
    Task<GitCredential> CreateAsync([Body] GitCredentialRequest request, CancellationToken cancellationToken = default);

    [Get("/api/2.0/git-credentials/{id}")]
    Task<GitCredential> GetAsync(string id, [AliasAs("principal_id")] long? principalId = null, CancellationToken cancellationToken = default);

    /// <summary>All of the caller's; the answer has no pages.</summary>
    [Get("/api/2.0/git-credentials")]
    Task<GitCredentialList> ListAsync([AliasAs("principal_id")] long? principalId = null, CancellationToken cancellationToken = default);

    [Patch("/api/2.0/git-credentials/{id}")]
    Task UpdateAsync(string id, [Body] GitCredentialRequest request, CancellationToken cancellationToken = default);

    [Delete("/api/2.0/git-credentials/{id}")]
    Task DeleteAsync(string id, [AliasAs("principal_id")] long? principalId = null, CancellationToken cancellationToken = default);
}

public sealed record GitCredentialRequest
{
    public required string GitProvider { get; init; }

    public string? GitUsername { get; init; }

    public string? GitEmail { get; init; }

    public string? PersonalAccessToken { get; init; }

    public string? Name { get; init; }

    public bool? IsDefaultForProvider { get; init; }

    public long? PrincipalId { get; init; }

    public override string ToString() => $"git credential of {GitProvider}";
}

public sealed record GitCredentialList
{
    public IReadOnlyList<GitCredential> Credentials { get; init; } = [];
}

public sealed record GitCredential
{
    public required long CredentialId { get; init; }

    public string GitProvider { get; init; } = "";

    public string? GitUsername { get; init; }

    public string? GitEmail { get; init; }

    public string? Name { get; init; }

    public bool? IsDefaultForProvider { get; init; }
}
