using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Schemas, <c>/api/2.1/unity-catalog/schemas</c>.</summary>
internal sealed class SchemasApi : IApi
{
    private const string Root = "/api/2.1/unity-catalog/schemas";

    public void Map(RouteTable routes)
    {
        routes.Add("POST", Root, Surface.Workspace, Create);
        routes.Add("GET", Root, Surface.Workspace, List);
        routes.Add("GET", Root + "/{name}", Surface.Workspace, call => ApiAnswer.Ok(call.Schema(call.Name(2))));
        routes.Add("PATCH", Root + "/{name}", Surface.Workspace, Update);
        routes.Add("DELETE", Root + "/{name}", Surface.Workspace, Delete);
    }

    public static void Remove(World world, string metastore, SecurableName name)
    {
        foreach (var table in Tables(world, metastore, name)) TablesApi.Remove(world, metastore, SecurableName.Of([.. name.Parts, table.RequiredText("name")]));
        world.Schemas.Remove(name.Key(metastore));
        Grants.Forget(world, metastore, "schema", name);
    }

    private static List<JsonObject> Tables(World world, string metastore, SecurableName schema) =>
        [.. world.Tables.All.Where(t => t.Text("metastore_id") == metastore && t.Text("catalog_name") == schema.Parts[0] && t.Text("schema_name") == schema.Parts[1])];

    private static ApiAnswer Create(ApiCall call)
    {
        var name = SecurableName.Of(call.Body.RequiredText("catalog_name"), UnityCall.NewName(call.Body.RequiredText("name")));
        call.Catalog(name.Parent);
        var key = name.Key(call.Metastore());
        if (call.World.Schemas.Has(key)) throw new ApiRefusal(400, "SCHEMA_ALREADY_EXISTS", $"Schema '{name.Full}' already exists");
        call.World.Schemas.Put(key, UnityObjects.NewSchema(call.World, call.Metastore(), name, call.Body, call.Caller.Name));
        return ApiAnswer.Ok(call.World.Schemas.Find(key)!);
    }

    private static ApiAnswer List(ApiCall call)
    {
        var catalog = SecurableName.Of(call.Parents().Catalog);
        call.Catalog(catalog);
        return UnityCall.Page(call, "schemas", [.. call.World.Schemas.All.Where(s => s.Text("catalog_name") == catalog.Full && s.Text("metastore_id") == call.Metastore())]);
    }

    private static ApiAnswer Update(ApiCall call)
    {
        var name = call.Name(2);
        call.Schema(name);
        if (call.Body.Text("new_name") is not null) throw ApiRefusal.Invalid("Renaming a schema is not emulated");
        var key = name.Key(call.Metastore());
        call.World.Schemas.Change(key, s => CatalogsApi.Take(s, call, "comment", "owner", "properties", "enable_predictive_optimization"), s => UnityObjects.Stamp(call.World, s, call.Caller.Name));
        return ApiAnswer.Ok(call.World.Schemas.Find(key)!);
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var name = call.Name(2);
        call.Schema(name);
        if (name.Leaf == CatalogsApi.InformationSchema) throw ApiRefusal.Forbidden("The schema information_schema cannot be deleted.");
        var tables = Tables(call.World, call.Metastore(), name).Count;
        if (tables > 0 && !call.FlagParameter("force")) throw new ApiRefusal(400, "INVALID_STATE", $"Cannot delete schema '{name.Full}': it is not empty. The schema has {tables} tables.");
        Remove(call.World, call.Metastore(), name);
        return ApiAnswer.Empty();
    }
}
