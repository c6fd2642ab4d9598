using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>What the resources of one configured provider share: its clients, and the workspace it talks to.</summary>
internal sealed class DatabricksContext(DatabricksClients clients, string host, TimeProvider time, string? azureResourceId) : IDisposable
{
    private readonly SemaphoreSlim _lookUp = new(1, 1);
    private string? _workspaceId;
    private bool _isKnown;

    public WorkspaceClient Workspace { get; } = clients.ForWorkspace(host, azureResourceId);

    public AccountClient Account => clients.Account;

    public TimeProvider Time { get; } = time;

    /// <summary>Address for links, e.g. <c>https://adb-1.1.azuredatabricks.net/</c>.</summary>
    public string Address => Workspace.Address.GetLeftPart(UriPartial.Authority) + "/";

    /// <summary>User name (application id for service principals) of the caller.</summary>
    public async Task<string> GetCurrentUserAsync(CancellationToken cancellationToken) =>
        (await Workspace.Scim.GetMeAsync("entitlements", cancellationToken)).UserName;

    /// <summary>Id of the workspace, asked for once; null when it does not tell.</summary>
    public async Task<string?> GetWorkspaceIdAsync(CancellationToken cancellationToken)
    {
        await _lookUp.WaitAsync(cancellationToken);
        try
        {
            if (!_isKnown)
            {
                _workspaceId = await Workspace.Scim.GetWorkspaceIdAsync(cancellationToken);
                _isKnown = true;
            }

            return _workspaceId;
        }
        finally
        {
            _lookUp.Release();
        }
    }

    public void Dispose()
    {
        _lookUp.Dispose();
        clients.Dispose();
    }
}
