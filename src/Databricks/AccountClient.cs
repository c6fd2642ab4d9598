using Provisioner.Databricks.AccountApis;
using Provisioner.Databricks.Transport;
using Refit;

namespace Provisioner.Databricks;

/// <summary>The APIs of the Databricks account. Safe for concurrent use; owned by its <see cref="DatabricksClients"/>.</summary>
public sealed class AccountClient
{
    internal AccountClient(HttpClient http, string accountId)
    {
        Address = http.BaseAddress!;
        AccountId = accountId;
        Scim = RestService.For<IAccountScimApi>(http, ApiSettings.Scim);
        Assignments = RestService.For<IWorkspaceAssignmentsApi>(http, ApiSettings.Databricks);
        Metastores = RestService.For<IAccountMetastoresApi>(http, ApiSettings.Databricks);
        Workspaces = RestService.For<IAccountWorkspacesApi>(http, ApiSettings.Databricks);
    }

    public Uri Address { get; }

    /// <summary>To be handed to the calls.</summary>
    public string AccountId { get; }

    public IAccountScimApi Scim { get; }

    public IWorkspaceAssignmentsApi Assignments { get; }

    public IAccountMetastoresApi Metastores { get; }

    public IAccountWorkspacesApi Workspaces { get; }
}
