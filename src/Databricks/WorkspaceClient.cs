using Provisioner.Databricks.Transport;
using Provisioner.Databricks.WorkspaceApis;
using Refit;

namespace Provisioner.Databricks;

/// <summary>The APIs of one workspace. Safe for concurrent use; owned by its <see cref="DatabricksClients"/>.</summary>
public sealed class WorkspaceClient
{
    internal WorkspaceClient(HttpClient http)
    {
        Address = http.BaseAddress!;
        Scim = RestService.For<IScimApi>(http, ApiSettings.Scim);
        Objects = RestService.For<IWorkspaceObjectsApi>(http, ApiSettings.Databricks);
        Repos = RestService.For<IReposApi>(http, ApiSettings.Databricks);
        GitCredentials = RestService.For<IGitCredentialsApi>(http, ApiSettings.Databricks);
        Permissions = RestService.For<IPermissionsApi>(http, ApiSettings.Databricks);
        Jobs = RestService.For<IJobsApi>(http, ApiSettings.Databricks);
        Pipelines = RestService.For<IPipelinesApi>(http, ApiSettings.Databricks);
        Clusters = RestService.For<IClustersApi>(http, ApiSettings.Databricks);
        Warehouses = RestService.For<IWarehousesApi>(http, ApiSettings.Databricks);
        Statements = RestService.For<IStatementsApi>(http, ApiSettings.Databricks);
        Catalogs = RestService.For<ICatalogsApi>(http, ApiSettings.Databricks);
        Schemas = RestService.For<ISchemasApi>(http, ApiSettings.Databricks);
        Tables = RestService.For<ITablesApi>(http, ApiSettings.Databricks);
        Grants = RestService.For<IGrantsApi>(http, ApiSettings.Databricks);
        Bindings = RestService.For<IWorkspaceBindingsApi>(http, ApiSettings.Databricks);
        Metastores = RestService.For<IMetastoresApi>(http, ApiSettings.Databricks);
        PermissionAssignments = RestService.For<IPermissionAssignmentsApi>(http, ApiSettings.Databricks);
    }

    public Uri Address { get; }

    public IScimApi Scim { get; }

    public IWorkspaceObjectsApi Objects { get; }

    public IReposApi Repos { get; }

    public IGitCredentialsApi GitCredentials { get; }

    public IPermissionsApi Permissions { get; }

    public IJobsApi Jobs { get; }

    public IPipelinesApi Pipelines { get; }

    public IClustersApi Clusters { get; }

    public IWarehousesApi Warehouses { get; }

    public IStatementsApi Statements { get; }

    public ICatalogsApi Catalogs { get; }

    public ISchemasApi Schemas { get; }

    public ITablesApi Tables { get; }

    public IGrantsApi Grants { get; }

    public IWorkspaceBindingsApi Bindings { get; }

    public IMetastoresApi Metastores { get; }

    public IPermissionAssignmentsApi PermissionAssignments { get; }
}
