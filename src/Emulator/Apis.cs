using Provisioner.Emulator.Clusters;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Jobs;
using Provisioner.Emulator.Permissions;
using Provisioner.Emulator.Repos;
using Provisioner.Emulator.Scim;
using Provisioner.Emulator.Tokens;
using Provisioner.Emulator.Warehouses;
using Provisioner.Emulator.WorkspaceObjects;

namespace Provisioner.Emulator;

/// <summary>Every API that is emulated.</summary>
internal static class Apis
{
    private static readonly IApi[] All =
    [
        new ScimApi(),
        new WorkspaceObjectsApi(),
        new ReposApi(),
        new GitCredentialsApi(),
        new PermissionsApi(),
        new JobsApi(),
        new WarehousesApi(),
        new ClustersApi(),
        new WellKnownApi(),
    ];

    public static RouteTable Routes()
    {
        var routes = new RouteTable();
        foreach (var api in All) api.Map(routes);
        return routes;
    }
}
