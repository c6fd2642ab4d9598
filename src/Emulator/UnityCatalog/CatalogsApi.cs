using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Catalogs, <c>/api/2.1/unity-catalog/catalogs</c>. A new one has the schemas <c>default</c> and <c>information_schema</c>.</summary>
internal sealed class CatalogsApi : IApi
{
    public const string InformationSchema = "information_schema";

    private const string Root = "/api/2.1/unity-catalog/catalogs";

    public void Map(RouteTable routes)
    {
        routes.Add("POST", Root, Surface.Workspace, Create);
        routes.Add("GET", Root, Surface.Workspace, List);
        routes.Add("GET", Root + "/{name}", Surface.Workspace, call => ApiAnswer.Ok(call.Catalog(call.Name(1))));
        routes.Add("PATCH", Root + "/{name}", Surface.Workspace, Update);
        routes.Add("DELETE", Root + "/{name}", Surface.Workspace, Delete);
    }

    private static ApiAnswer List(ApiCall call)
    {
        var metastore = call.Metastore();
        return UnityCall.Page(call, "catalogs", [.. call.World.Catalogs.All.Where(c => c.Text("metastore_id") == metastore)]);
    }

    private static ApiAnswer Create(ApiCall call)
    {
        var name = SecurableName.Of(UnityCall.NewName(call.Body.RequiredText("name")));
        var metastore = call.Metastore();
        if (call.World.Catalogs.Has(name.Key(metastore))) throw new ApiRefusal(400, "CATALOG_ALREADY_EXISTS", $"Catalog '{name.Full}' already exists");
        var catalog = UnityObjects.NewCatalog(call.World, metastore, name, call.Body, call.Caller.Name);
        call.World.Catalogs.Put(name.Key(metastore), catalog);
        foreach (var (schema, comment) in new[] { ("default", "Default schema (auto-created)"), (InformationSchema, "Information schema (auto-created)") })
        {
            var inner = SecurableName.Of(name.Full, schema);
            call.World.Schemas.Put(inner.Key(metastore), UnityObjects.NewSchema(call.World, metastore, inner, new JsonObject { ["comment"] = comment }, call.Caller.Name));
        }

        return ApiAnswer.Ok(catalog);
    }

    private static ApiAnswer Update(ApiCall call)
    {
        var key = call.AnyCatalog(call.Name(1));
        if (call.Body.Text("new_name") is not null) throw ApiRefusal.Invalid("Renaming a catalog is not emulated");
        call.World.Catalogs.Change(key, c => Take(c, call, ["owner", .. UnityObjects.CatalogSettings, "isolation_mode", "enable_predictive_optimization"]), c => UnityObjects.Stamp(call.World, c, call.Caller.Name));
        return ApiAnswer.Ok(call.World.Catalogs.Find(key)!);
    }

    /// <summary>Owners must exist; the rest is taken as it is.</summary>
    public static void Take(JsonObject thing, ApiCall call, params ReadOnlySpan<string> names)
    {
        if (call.Body.Text("owner") is { } owner) Grants.Known(call.World, owner);
        thing.Take(call.Body, names);
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var name = call.Name(1);
        call.Catalog(name);
        var metastore = call.Metastore();
        var schemas = call.World.Schemas.All.Where(s => s.Text("catalog_name") == name.Full && s.Text("metastore_id") == metastore).ToList();
        var force = call.FlagParameter("force");
        if (!force && schemas.Count(s => s.Text("name") != InformationSchema) > 0)
            throw new ApiRefusal(400, "INVALID_STATE", $"Cannot delete catalog '{name.Full}': it is not empty. The catalog has {schemas.Count} schemas.");
        foreach (var schema in schemas) SchemasApi.Remove(call.World, metastore, SecurableName.Of(name.Full, schema.RequiredText("name")));
        call.World.Catalogs.Remove(name.Key(metastore));
        call.World.WorkspaceBindings.Remove(name.Key(metastore));
        Grants.Forget(call.World, metastore, "catalog", name);
        return ApiAnswer.Empty();
    }
}
