using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Tables and views, <c>/api/2.1/unity-catalog/tables</c>: get, list, summaries, owner and comment, delete. Views are made by SQL statements.</summary>
internal sealed class TablesApi : IApi
{
    private const string Root = "/api/2.1/unity-catalog/tables";

    public void Map(RouteTable routes)
    {
        routes.Add("GET", Root, Surface.Workspace, List);
        routes.Add("GET", Root + "/{name}", Surface.Workspace, call => ApiAnswer.Ok(call.Table(call.Name(3))));
        routes.Add("GET", Root + "/{name}/exists", Surface.Workspace, Exists);
        routes.Add("PATCH", Root + "/{name}", Surface.Workspace, Update);
        routes.Add("DELETE", Root + "/{name}", Surface.Workspace, Delete);
        routes.Add("GET", "/api/2.1/unity-catalog/table-summaries", Surface.Workspace, Summaries);
    }

    public static void Remove(World world, string metastore, SecurableName name)
    {
        world.Tables.Remove(name.Key(metastore));
        Grants.Forget(world, metastore, "table", name);
    }

    private static ApiAnswer List(ApiCall call)
    {
        var schema = SecurableName.Of(call.Required("catalog_name"), call.Required("schema_name"));
        call.Schema(schema);
        var found = call.World.Tables.All.Where(t => t.Text("metastore_id") == call.Metastore() && t.Text("catalog_name") == schema.Parts[0] && t.Text("schema_name") == schema.Parts[1]);
        return UnityCall.Page(call, "tables", [.. found.Select(t => Listed(call, t))]);
    }

    private static JsonObject Listed(ApiCall call, JsonObject table)
    {
        var copy = table.Copy();
        if (call.FlagParameter("omit_columns")) copy.Remove("columns");
        if (call.FlagParameter("omit_properties")) copy.Remove("properties");
        return copy;
    }

    private static ApiAnswer Exists(ApiCall call)
    {
        var name = call.Name(3);
        call.Schema(name.Parent);
        return ApiAnswer.Ok(new JsonObject { ["table_exists"] = call.World.Tables.Has(name.Key(call.Metastore())) });
    }

    private static ApiAnswer Summaries(ApiCall call)
    {
        var catalog = SecurableName.Of(call.Required("catalog_name"));
        call.Catalog(catalog);
        var schemas = LikePattern.Of(call.Parameter("schema_name_pattern") ?? "%");
        var names = LikePattern.Of(call.Parameter("table_name_pattern") ?? "%");
        var found = call.World.Tables.All.Where(t => t.Text("metastore_id") == call.Metastore() && t.Text("catalog_name") == catalog.Full && schemas.IsMatch(t.RequiredText("schema_name")) && names.IsMatch(t.RequiredText("name")));
        return UnityCall.Page(call, "tables", [.. found.Select(t => new JsonObject { ["full_name"] = t.Text("full_name"), ["table_type"] = t.Text("table_type") })]);
    }

    private static ApiAnswer Update(ApiCall call)
    {
        var name = call.Name(3);
        call.Table(name);
        call.World.Tables.Change(name.Key(call.Metastore()), t => CatalogsApi.Take(t, call, "owner", "comment"), t => UnityObjects.Stamp(call.World, t, call.Caller.Name));
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var name = call.Name(3);
        call.Table(name);
        Remove(call.World, call.Metastore(), name);
        return ApiAnswer.Empty();
    }
}
