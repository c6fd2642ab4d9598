using System.Collections.Concurrent;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>What the resources of one configured provider share: its clients, and the workspace it talks to.</summary>
internal sealed class DatabricksContext(DatabricksClients clients, string host, TimeProvider time, string? azureResourceId) : IDisposable
{
    private readonly SemaphoreSlim _lookUp = new(1, 1);
    private readonly ConcurrentDictionary<(Securable Securable, string Name), SharedPrivileges> _privileges = new();
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

    /// <summary>True when the provider's host is the account's.</summary>
    public bool IsAccount => Workspace.Address.Host.StartsWith("accounts.", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the resources of the operation know of the privileges on a securable, and how they change them.</summary>
    public SharedPrivileges Privileges(Securable securable, string name) =>
        _privileges.GetOrAdd((securable, name), key => new SharedPrivileges(this, key.Securable, key.Name));

    /// <summary>A metastore that is given has to be the workspace's.</summary>
    public async Task RequireMetastoreAsync(string metastoreId, CancellationToken cancellationToken)
    {
        if (metastoreId.Length == 0)
            return;
        var current = await Workspace.Metastores.GetCurrentAssignmentAsync(cancellationToken);
        if (current.MetastoreId != metastoreId)
        {
            throw new ProviderException(
                $"metastore_id must be empty or equal to the metastore id assigned to the workspace: {current.MetastoreId}. If the metastore assigned to the workspace has changed, the new metastore id must be explicitly set");
        }
    }

    public void Dispose()
    {
        foreach (var privileges in _privileges.Values)
            privileges.Dispose();
        _lookUp.Dispose();
        clients.Dispose();
    }
}
