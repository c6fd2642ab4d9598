using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Warehouses;

/// <summary>SQL warehouses, <c>/api/2.0/sql/warehouses</c>: list, get and delete. They are made by seeds.</summary>
internal sealed class WarehousesApi : IApi
{
    public void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/2.0/sql/warehouses", Surface.Workspace, call => ApiAnswer.Ok(new JsonObject { ["warehouses"] = call.Workspace.Warehouses.All.ToJsonArray() }));
        routes.Add("GET", "/api/2.0/sql/warehouses/{id}", Surface.Workspace, call =>
            ApiAnswer.Ok(Find(call)));
        routes.Add("DELETE", "/api/2.0/sql/warehouses/{id}", Surface.Workspace, call =>
        {
            Find(call);
            call.Workspace.Warehouses.Remove(call.Route["id"]);
            return ApiAnswer.Empty();
        });
    }

    public static void Ensure(World world, Workspace workspace, string name, string? asked)
    {
        if (workspace.Warehouses.All.Any(w => w.Text("name") == name)) return;
        var id = asked ?? World.StableGuid($"warehouse/{workspace.Key}/{name}").ToString("N")[..16];
        workspace.Warehouses.Put(id, new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["cluster_size"] = "Small",
            ["min_num_clusters"] = 1,
            ["max_num_clusters"] = 1,
            ["auto_stop_mins"] = 10,
            ["creator_name"] = Callers.DeployUser,
            ["enable_photon"] = true,
            ["enable_serverless_compute"] = true,
            ["warehouse_type"] = "PRO",
            ["spot_instance_policy"] = "COST_OPTIMIZED",
            ["channel"] = new JsonObject { ["name"] = "CHANNEL_NAME_CURRENT" },
            ["num_clusters"] = 1,
            ["num_active_sessions"] = 0,
            ["state"] = "RUNNING",
            ["jdbc_url"] = $"jdbc:spark://{workspace.Host}:443/default;transportMode=http;ssl=1;httpPath=/sql/1.0/warehouses/{id}",
            ["odbc_params"] = new JsonObject { ["hostname"] = workspace.Host, ["path"] = $"/sql/1.0/warehouses/{id}", ["protocol"] = "https", ["port"] = 443 },
            ["tags"] = new JsonObject(),
            ["health"] = new JsonObject { ["status"] = "HEALTHY" },
        });
    }
    private static JsonObject Find(ApiCall call) =>
        call.Workspace.Warehouses.Find(call.Route["id"]) ?? throw ApiRefusal.Missing($"SQL warehouse {call.Route["id"]} does not exist.");
}
