using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Clusters;

/// <summary>Clusters, <c>/api/2.0/clusters</c> and <c>/api/2.1/clusters</c>: list, get, create, terminate, delete for good. Nothing runs on them.</summary>
internal sealed class ClustersApi : IApi
{
    public void Map(RouteTable routes)
    {
        foreach (var version in new[] { "2.0", "2.1" })
        {
            routes.Add("GET", $"/api/{version}/clusters/list", Surface.Workspace, List);
            routes.Add("GET", $"/api/{version}/clusters/get", Surface.Workspace, call => ApiAnswer.Ok(Get(call, call.Required("cluster_id"))));
            routes.Add("POST", $"/api/{version}/clusters/create", Surface.Workspace, Create);
            routes.Add("POST", $"/api/{version}/clusters/delete", Surface.Workspace, Terminate);
            routes.Add("POST", $"/api/{version}/clusters/permanent-delete", Surface.Workspace, Delete);
        }
    }

    public static void Ensure(World world, Workspace workspace, JsonObject seed)
    {
        if (workspace.Clusters.All.Any(c => c.Text("cluster_name") == seed.RequiredText("name"))) return;
        var settings = new JsonObject { ["cluster_name"] = seed.Text("name"), ["spark_version"] = "15.4.x-scala2.12", ["node_type_id"] = "Standard_DS3_v2", ["num_workers"] = 1 };
        Add(world, workspace, settings, Callers.DeployUser);
    }

    private static ApiAnswer List(ApiCall call)
    {
        var page = Paging.Of(call.Workspace.Clusters.All.ToList(), Paging.Size(call, "page_size", 100, 100), call.Parameter("page_token"));
        return ApiAnswer.Ok(new JsonObject { ["clusters"] = page.Items.ToJsonArray(), ["next_page_token"] = page.Next ?? "", ["prev_page_token"] = page.Previous ?? "" });
    }

    private static ApiAnswer Create(ApiCall call)
    {
        call.Body.RequiredText("spark_version");
        if (call.Body["num_workers"] is null && call.Body["autoscale"] is null) throw ApiRefusal.Invalid("Missing required field 'size'");
        var settings = call.Body.Copy();
        settings["cluster_name"] ??= "";
        return ApiAnswer.Ok(new JsonObject { ["cluster_id"] = Add(call.World, call.Workspace, settings, call.Caller.Name) });
    }

    private static ApiAnswer Terminate(ApiCall call)
    {
        var id = call.Body.RequiredText("cluster_id");
        Get(call, id);
        call.Workspace.Clusters.Change(id, c => c["state"] = "TERMINATED", c => c["terminated_time"] = call.World.Now);
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var id = call.Body.RequiredText("cluster_id");
        Get(call, id);
        call.Workspace.Clusters.Remove(id);
        call.Workspace.Permissions.Remove("clusters/" + id);
        return ApiAnswer.Empty();
    }

    private static JsonObject Get(ApiCall call, string id) =>
        call.Workspace.Clusters.Find(id) ?? throw ApiRefusal.Invalid($"Cluster {id} does not exist");

    private static string Add(World world, Workspace workspace, JsonObject settings, string creator)
    {
        var number = world.NextId();
        var id = string.Create(CultureInfo.InvariantCulture, $"{world.Time.GetUtcNow():MMdd-HHmmss}-{World.StableGuid($"cluster/{workspace.Key}/{number}").ToString("N")[..8]}");
        settings["cluster_id"] = id;
        settings["creator_user_name"] = creator;
        settings["state"] = "RUNNING";
        settings["state_message"] = "";
        settings["start_time"] = world.Now;
        settings["cluster_source"] = "API";
        settings["default_tags"] = new JsonObject { ["Vendor"] = "Databricks", ["Creator"] = creator, ["ClusterName"] = settings.Text("cluster_name"), ["ClusterId"] = id };
        workspace.Clusters.Put(id, settings);
        return id;
    }
}
