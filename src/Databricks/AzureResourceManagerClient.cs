using Provisioner.Databricks.AzureApis;
using Provisioner.Databricks.Transport;
using Refit;

namespace Provisioner.Databricks;

/// <summary>The APIs of Azure Resource Manager. Safe for concurrent use; owned by its <see cref="DatabricksClients"/>.</summary>
public sealed class AzureResourceManagerClient
{
    internal AzureResourceManagerClient(HttpClient http, TimeProvider time)
    {
        Workspaces = RestService.For<IDatabricksWorkspacesApi>(http, ApiSettings.Azure);
        RoleAssignments = RestService.For<IRoleAssignmentsApi>(http, ApiSettings.Azure);
        ResourceGroups = RestService.For<IResourceGroupsApi>(http, ApiSettings.Azure);
        Operations = new AzureOperations(http, time);
    }

    public IDatabricksWorkspacesApi Workspaces { get; }

    public IRoleAssignmentsApi RoleAssignments { get; }

    public IResourceGroupsApi ResourceGroups { get; }

    /// <summary>Waits for asynchronous operations.</summary>
    public AzureOperations Operations { get; }
}
