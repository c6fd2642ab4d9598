using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Metastores and their assignment to workspaces, as a workspace sees them and at account level.</summary>
internal sealed class MetastoresApi : IApi
{
    private const string Unity = "/api/2.1/unity-catalog";
    private const string Account = "/api/2.0/accounts/{account}";

    public void Map(RouteTable routes)
    {
        routes.Add("GET", Unity + "/metastores", Surface.Workspace, call => UnityCall.Page(call, "metastores", [.. call.World.Metastores.All]));
        routes.Add("POST", Unity + "/metastores", Surface.Workspace, call => ApiAnswer.Ok(Create(call, call.Body)));
        routes.Add("GET", Unity + "/metastores/{id}", Surface.Workspace, call => ApiAnswer.Ok(Find(call.World, call.Route["id"])));
        routes.Add("GET", Unity + "/metastore_summary", Surface.Workspace, call => ApiAnswer.Ok(call.World.Metastores.Find(call.Metastore())!));
        routes.Add("GET", Unity + "/current-metastore-assignment", Surface.Workspace, Current);
        routes.Add("PUT", Unity + "/workspaces/{workspace}/metastore", Surface.Workspace, Assign);
        routes.Add("PATCH", Unity + "/workspaces/{workspace}/metastore", Surface.Workspace, Assign);
        routes.Add("DELETE", Unity + "/workspaces/{workspace}/metastore", Surface.Workspace, call => Unassign(call, call.Required("metastore_id")));

        routes.Add("GET", Account + "/metastores", Surface.Account, call => ApiAnswer.Ok(new JsonObject { ["metastores"] = call.World.Metastores.All.ToJsonArray() }));
        routes.Add("POST", Account + "/metastores", Surface.Account, call => ApiAnswer.Ok(new JsonObject { ["metastore_info"] = Create(call, call.Body.Object("metastore_info") ?? call.Body).Copy() }));
        routes.Add("GET", Account + "/metastores/{id}", Surface.Account, call => ApiAnswer.Ok(new JsonObject { ["metastore_info"] = Find(call.World, call.Route["id"]).Copy() }));
        routes.Add("GET", Account + "/metastores/{id}/workspaces", Surface.Account, Workspaces);
        routes.Add("GET", Account + "/workspaces/{workspace}/metastore", Surface.Account, Assigned);
        foreach (var method in new[] { "POST", "PUT" }) routes.Add(method, Account + "/workspaces/{workspace}/metastores/{id}", Surface.Account, AssignAtAccount);
        routes.Add("DELETE", Account + "/workspaces/{workspace}/metastores/{id}", Surface.Account, call => Unassign(call, call.Route["id"]));
    }

    private static JsonObject Create(ApiCall call, JsonObject asked)
    {
        var name = asked.RequiredText("name");
        if (call.World.Metastores.All.Any(m => m.Text("name") == name)) throw new ApiRefusal(400, "METASTORE_ALREADY_EXISTS", $"Metastore '{name}' already exists");
        var metastore = Metastores.New(call.World, name, Guid.NewGuid().ToString(), asked.Text("region") ?? "westeurope", call.Caller.Name);
        metastore.Take(asked, "storage_root");
        call.World.Metastores.Put(metastore.RequiredText("metastore_id"), metastore);
        return metastore;
    }

    private static JsonObject Find(World world, string id) => world.Metastores.Find(id) ?? throw new ApiRefusal(404, "METASTORE_DOES_NOT_EXIST", $"Metastore '{id}' does not exist.");

    private static ApiAnswer Current(ApiCall call)
    {
        call.Metastore();
        return ApiAnswer.Ok(call.World.MetastoreAssignments.Find(call.Workspace.Key)!);
    }

    private static ApiAnswer Assign(ApiCall call)
    {
        var workspace = Metastores.WorkspaceOf(call);
        var id = call.Body.Text("metastore_id") ?? call.World.MetastoreOf(workspace)?.Text("metastore_id") ?? throw ApiRefusal.Invalid("Missing required field: metastore_id");
        Metastores.Assign(call.World, workspace, Find(call.World, id).RequiredText("metastore_id"), call.Body.Text("default_catalog_name"));
        return ApiAnswer.Empty();
    }

    private static ApiAnswer AssignAtAccount(ApiCall call)
    {
        var asked = call.Body.Object("metastore_assignment");
        var id = call.Route["id"] is { Length: > 0 } route ? route : asked?.Text("metastore_id") ?? "";
        Metastores.Assign(call.World, Metastores.WorkspaceOf(call), Find(call.World, id).RequiredText("metastore_id"), asked?.Text("default_catalog_name"));
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Assigned(ApiCall call)
    {
        var workspace = Metastores.WorkspaceOf(call);
        var assignment = call.World.MetastoreAssignments.Find(workspace.Key) ?? throw new ApiRefusal(404, "METASTORE_DOES_NOT_EXIST", $"No metastore assigned for workspace {workspace.Id}.");
        return ApiAnswer.Ok(new JsonObject { ["metastore_assignment"] = assignment.Copy() });
    }

    private static ApiAnswer Unassign(ApiCall call, string id)
    {
        var workspace = Metastores.WorkspaceOf(call);
        if (call.World.MetastoreOf(workspace)?.Text("metastore_id") != id) throw new ApiRefusal(404, "METASTORE_DOES_NOT_EXIST", $"Workspace {workspace.Id} is not assigned to metastore '{id}'.");
        call.World.MetastoreAssignments.Remove(workspace.Key);
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Workspaces(ApiCall call)
    {
        var id = Find(call.World, call.Route["id"]).RequiredText("metastore_id");
        var ids = call.World.MetastoreAssignments.All.Where(a => a.Text("metastore_id") == id).Select(JsonNode? (a) => a["workspace_id"]!.DeepClone());
        return ApiAnswer.Ok(new JsonObject { ["workspace_ids"] = new JsonArray([.. ids]) });
    }
}
