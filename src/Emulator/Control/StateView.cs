using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Jobs;
using Provisioner.Emulator.Permissions;
using Provisioner.Emulator.Repos;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Control;

/// <summary>Everything that is stored, as the APIs return it: one collection for each kind, over all workspaces or for one host.</summary>
internal static class StateView
{
    public static JsonObject Of(World world, string? host)
    {
        var workspaces = host is null ? world.Workspaces : [world.FindWorkspace(host) ?? world.Default];
        return new JsonObject
        {
            ["workspaces"] = workspaces.Select(w => Workspace(world, w)).ToJsonArray(),
            ["jobs"] = Of(workspaces, w => w.Jobs.All.Select(JobsApi.View)),
            ["repos"] = Of(workspaces, w => w.Repos.All),
            ["pipelines"] = Of(workspaces, w => w.Pipelines.All),
            ["directories"] = Of(workspaces, w => w.Objects.All.Where(o => o.Text("object_type") == "DIRECTORY")),
            ["objects"] = Of(workspaces, w => w.Objects.All),
            ["permissions"] = Of(workspaces, w => Permissions(world, w)),
            ["gitCredentials"] = Of(workspaces, w => w.GitCredentials.All.Select(GitCredentialsApi.View)),
            ["warehouses"] = Of(workspaces, w => w.Warehouses.All),
            ["clusters"] = Of(workspaces, w => w.Clusters.All),
            ["users"] = world.Users.All.ToJsonArray(),
            ["groups"] = world.Groups.All.ToJsonArray(),
            ["servicePrincipals"] = world.ServicePrincipals.All.ToJsonArray(),
            ["metastores"] = world.Metastores.All.ToJsonArray(),
            ["metastoreAssignments"] = world.MetastoreAssignments.All.ToJsonArray(),
            ["workspaceAssignments"] = world.WorkspaceAssignments.All.ToJsonArray(),
            ["catalogs"] = world.Catalogs.All.ToJsonArray(),
            ["schemas"] = world.Schemas.All.ToJsonArray(),
            ["tables"] = world.Tables.All.ToJsonArray(),
            ["grants"] = world.Grants.All.ToJsonArray(),
            ["resourceGroups"] = world.ResourceGroups.All.ToJsonArray(),
            ["azureWorkspaces"] = world.AzureWorkspaces.All.ToJsonArray(),
            ["roleAssignments"] = world.RoleAssignments.All.ToJsonArray(),
        };
    }

    private static JsonArray Of(IReadOnlyList<Workspace> workspaces, Func<Workspace, IEnumerable<JsonObject>> objects) => workspaces.SelectMany(objects).ToJsonArray();

    private static JsonObject Workspace(World world, Workspace workspace) => new()
    {
        ["workspace_id"] = workspace.Id, ["workspace_name"] = workspace.Name, ["host"] = workspace.Host, ["metastore_id"] = world.MetastoreOf(workspace)?.Text("metastore_id"),
    };

    private static IEnumerable<JsonObject> Permissions(World world, Workspace workspace)
    {
        foreach (var (key, _) in workspace.Permissions.Rows)
        {
            var slash = key.IndexOf('/', StringComparison.Ordinal);
            if (ObjectKind.All.First(k => k.Path == key[..slash]).Find(workspace, key[(slash + 1)..]) is null) continue;
            yield return AccessLists.View(world, workspace, ObjectKind.All.First(k => k.Path == key[..slash]), key[(slash + 1)..]);
        }
    }
}
