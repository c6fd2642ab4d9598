using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Metastores and which workspace uses which.</summary>
internal static class Metastores
{
    /// <summary>The id of the metastore of that name, created when it is not there.</summary>
    public static string Ensure(World world, string name, string? id)
    {
        if (world.Metastores.All.FirstOrDefault(m => m.Text("name") == name) is { } known) return known.RequiredText("metastore_id");
        var metastore = New(world, name, id ?? World.StableGuid("metastore/" + name).ToString(), "westeurope", Callers.DeployUser);
        world.Metastores.Put(metastore.RequiredText("metastore_id"), metastore);
        return metastore.RequiredText("metastore_id");
    }

    public static JsonObject New(World world, string name, string id, string region, string owner) => new()
    {
        ["metastore_id"] = id,
        ["name"] = name,
        ["owner"] = owner,
        ["region"] = region,
        ["cloud"] = "azure",
        ["global_metastore_id"] = $"azure:{region}:{id}",
        ["privilege_model_version"] = "1.0",
        ["delta_sharing_scope"] = "INTERNAL",
        ["external_access_enabled"] = false,
        ["created_at"] = world.Now,
        ["created_by"] = owner,
        ["updated_at"] = world.Now,
        ["updated_by"] = owner,
    };

    public static void AssignFirst(World world, Workspace workspace)
    {
        if (world.Metastores.All.FirstOrDefault() is { } first) Assign(world, workspace, first.RequiredText("metastore_id"));
    }

    public static bool Assign(World world, Workspace workspace, string metastore, string? defaultCatalog = null) => world.MetastoreAssignments.Put(workspace.Key, new JsonObject
    {
        ["metastore_id"] = metastore,
        ["workspace_id"] = workspace.Id,
        ["default_catalog_name"] = defaultCatalog is null or "" ? "hive_metastore" : defaultCatalog,
    });

    public static Workspace WorkspaceOf(ApiCall call)
    {
        var text = call.Route["workspace"];
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && call.World.FindWorkspace(id) is { } workspace ? workspace
            : throw ApiRefusal.Missing($"Workspace {text} does not exist.");
    }
}
