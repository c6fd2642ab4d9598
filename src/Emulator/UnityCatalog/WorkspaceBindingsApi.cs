using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>
/// Which workspaces may use a catalog that is isolated, <c>/api/2.1/unity-catalog/bindings</c>, and the older calls for catalogs,
/// <c>/api/2.1/unity-catalog/workspace-bindings</c>. Other securables have no bindings here.
/// </summary>
internal sealed class WorkspaceBindingsApi : IApi
{
    private const string Unity = "/api/2.1/unity-catalog";
    private const string ReadWrite = "BINDING_TYPE_READ_WRITE";

    public void Map(RouteTable routes)
    {
        routes.Add("GET", Unity + "/bindings/{type}/{name}", Surface.Workspace, call => List(call, Find(call)));
        routes.Add("PATCH", Unity + "/bindings/{type}/{name}", Surface.Workspace, Update);
        routes.Add("GET", Unity + "/workspace-bindings/catalogs/{name}", Surface.Workspace, call => Ids(call, Find(call)));
        routes.Add("PATCH", Unity + "/workspace-bindings/catalogs/{name}", Surface.Workspace, Assign);
    }

    private static ApiAnswer Update(ApiCall call)
    {
        var key = Find(call);
        var (add, remove) = (call.Body.Items("add"), call.Body.Items("remove"));
        foreach (var binding in add.Where(b => b.Text("binding_type") is not (null or ReadWrite or "BINDING_TYPE_READ_ONLY")))
            throw ApiRefusal.Invalid($"Invalid binding_type: {binding.Text("binding_type")}");
        Change(call, key, add.Select(b => (b.RequiredWhole("workspace_id"), b.Text("binding_type") ?? ReadWrite)), remove.Select(b => b.RequiredWhole("workspace_id")));
        return List(call, key);
    }

    private static ApiAnswer Assign(ApiCall call)
    {
        var key = Find(call);
        Change(call, key, Numbers(call.Body, "assign_workspaces").Select(id => (id, ReadWrite)), Numbers(call.Body, "unassign_workspaces"));
        return Ids(call, key);
    }

    private static ApiAnswer List(ApiCall call, string key) => ApiAnswer.Ok(new JsonObject
    {
        ["bindings"] = Bindings(call, key).Select(b => new JsonObject { ["workspace_id"] = long.Parse(b.Key, CultureInfo.InvariantCulture), ["binding_type"] = b.Value!.DeepClone() }).ToJsonArray(),
    });

    private static ApiAnswer Ids(ApiCall call, string key) => ApiAnswer.Ok(new JsonObject
    {
        ["workspaces"] = new JsonArray([.. Bindings(call, key).Select(JsonNode? (b) => JsonValue.Create(long.Parse(b.Key, CultureInfo.InvariantCulture)))]),
    });

    private static void Change(ApiCall call, string key, IEnumerable<(long Id, string Type)> add, IEnumerable<long> remove)
    {
        var bindings = Bindings(call, key).Copy();
        foreach (var id in remove) bindings.Remove(Name(id));
        foreach (var (id, type) in add)
        {
            if (call.World.FindWorkspace(id) is null) throw ApiRefusal.Missing($"Workspace {id} does not exist");
            bindings[Name(id)] = type;
        }

        call.World.WorkspaceBindings.Put(key, bindings);
    }

    private static string Find(ApiCall call)
    {
        if (call.Route.GetValueOrDefault("type", "catalog") is not "catalog" and var type) throw ApiRefusal.Invalid($"Bindings of a {type} are not emulated");
        return call.AnyCatalog(call.Name(1));
    }

    private static JsonObject Bindings(ApiCall call, string key) => call.World.WorkspaceBindings.Find(key) ?? [];

    private static IEnumerable<long> Numbers(JsonObject body, string name) =>
        (body[name] as JsonArray ?? []).Select(id => id is JsonValue value && value.TryGetValue<long>(out var number) ? number : throw ApiRefusal.Malformed($"Could not parse request object: Expected '{name}' to be a list of integers"));

    private static string Name(long id) => id.ToString(CultureInfo.InvariantCulture);
}
