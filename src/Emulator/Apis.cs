using Provisioner.Emulator.Accounts;
using Provisioner.Emulator.Azure;
using Provisioner.Emulator.Clusters;
using Provisioner.Emulator.Graph;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Jobs;
using Provisioner.Emulator.Permissions;
using Provisioner.Emulator.Pipelines;
using Provisioner.Emulator.Repos;
using Provisioner.Emulator.Scim;
using Provisioner.Emulator.Sql;
using Provisioner.Emulator.Tokens;
using Provisioner.Emulator.UnityCatalog;
using Provisioner.Emulator.Warehouses;
using Provisioner.Emulator.WorkspaceObjects;

namespace Provisioner.Emulator;

/// <summary>Every API that is emulated.</summary>
internal static class Apis
{
    private static readonly IApi[] All =
    [
        new AccountWorkspacesApi(),
        new AzureWorkspacesApi(),
        new CatalogsApi(),
        new ClustersApi(),
        new GitCredentialsApi(),
        new GrantsApi(),
        new GraphApi(),
        new JobsApi(),
        new MetastoresApi(),
        new PermissionsApi(),
        new PipelinesApi(),
        new ReposApi(),
        new ResourceGroupsApi(),
        new RoleAssignmentsApi(),
        new SchemasApi(),
        new ScimApi(),
        new StatementsApi(),
        new TablesApi(),
        new TokensApi(),
        new WarehousesApi(),
        new WellKnownApi(),
        new WorkspaceBindingsApi(),
        new WorkspaceObjectsApi(),
    ];

    public static RouteTable Routes()
    {
        var routes = new RouteTable();
        foreach (var api in All) api.Map(routes);
        return routes;
    }
}
