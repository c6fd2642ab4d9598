using Refit;

namespace Provisioner.Databricks.AccountApis;

/// <summary>Workspaces of the account: <c>/api/2.0/accounts/{id}/workspaces</c>.</summary>
public interface IAccountWorkspacesApi
{
    /// <summary>All workspaces; the answer has no pages.</summary>
    [Get("/api/2.0/accounts/{accountId}/workspaces")]
    Task<IReadOnlyList<AccountWorkspace>> ListAsync(string accountId, CancellationToken cancellationToken = default);

    [Get("/api/2.0/accounts/{accountId}/workspaces/{workspaceId}")]
    Task<AccountWorkspace> GetAsync(string accountId, long workspaceId, CancellationToken cancellationToken = default);
}

public sealed record AccountWorkspace
{
    public required long WorkspaceId { get; init; }

    public string WorkspaceName { get; init; } = "";

    /// <summary>First label of the host on AWS, e.g. <c>acme-prod</c>; on Azure <c>adb-N.N</c>.</summary>
    public string? DeploymentName { get; init; }

    /// <summary><c>RUNNING</c>, <c>PROVISIONING</c>, <c>FAILED</c> …</summary>
    public string? WorkspaceStatus { get; init; }

    public string? Cloud { get; init; }

    public string? Location { get; init; }

    public string? AwsRegion { get; init; }
}
