using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>A call's view of Unity Catalog: the metastore of its workspace and the securables in it, or the refusal that fits.</summary>
internal static class UnityCall
{
    public static string Metastore(this ApiCall call) =>
        call.World.MetastoreOf(call.Workspace)?.RequiredText("metastore_id") ?? throw new ApiRefusal(404, "METASTORE_DOES_NOT_EXIST", "No metastore assigned for the current workspace.");

    /// <summary>A catalog that the workspace may use.</summary>
    public static JsonObject Catalog(this ApiCall call, SecurableName name)
    {
        var catalog = call.World.Catalogs.Find(call.AnyCatalog(name))!;
        return catalog.Text("isolation_mode") != "ISOLATED" || call.World.WorkspaceBindings.Find(name.Key(call.Metastore()))?.ContainsKey(call.Workspace.Key) == true
            ? catalog
            : throw ApiRefusal.Forbidden($"Catalog '{name.Full}' is not accessible in current workspace");
    }

    /// <summary>The key of a catalog, be it bound to other workspaces.</summary>
    public static string AnyCatalog(this ApiCall call, SecurableName name) =>
        call.World.Catalogs.Has(name.Key(call.Metastore())) ? name.Key(call.Metastore()) : throw new ApiRefusal(404, "CATALOG_DOES_NOT_EXIST", $"Catalog '{name.Full}' does not exist.");

    public static JsonObject Schema(this ApiCall call, SecurableName name)
    {
        call.Catalog(name.Parent);
        return call.World.Schemas.Find(name.Key(call.Metastore())) ?? throw new ApiRefusal(404, "SCHEMA_DOES_NOT_EXIST", $"Schema '{name.Full}' does not exist.");
    }

    public static JsonObject Table(this ApiCall call, SecurableName name)
    {
        call.Schema(name.Parent);
        return call.World.Tables.Find(name.Key(call.Metastore())) ?? throw new ApiRefusal(404, "TABLE_DOES_NOT_EXIST", $"Table '{name.Full}' does not exist.");
    }

    /// <summary>The name in the route, which must have so many parts.</summary>
    public static SecurableName Name(this ApiCall call, int parts)
    {
        var text = call.Route["name"];
        // The API takes names as they are: backticks belong to SQL, and no name holds a dot.
        var split = text.Split('.');
        return split.Length == parts && split.All(p => p.Length > 0) ? SecurableName.Of(split) : throw ApiRefusal.Invalid($"'{text}' is not a valid name: it must have {parts} parts");
    }

    /// <summary>A name for something new: Unity Catalog allows no dot, space, slash or control character in it, and 255 characters at most.</summary>
    public static string NewName(string name)
    {
        if (name.Length > 255) throw ApiRefusal.Invalid($"The name is {name.Length} characters long; at most 255 are allowed");
        if (name.Any(c => c is '.' or ' ' or '/' || char.IsControl(c))) throw ApiRefusal.Invalid($"\"{name}\" is not a valid name: it must not hold '.', ' ', '/' or control characters");
        return name;
    }

    public static (string Catalog, string? Schema) Parents(this ApiCall call) => (call.Required("catalog_name"), call.Parameter("schema_name"));

    /// <summary>A page of <paramref name="all"/> under the name that the API gives it.</summary>
    public static ApiAnswer Page(ApiCall call, string list, IReadOnlyList<JsonObject> all)
    {
        var size = call.WholeParameter("max_results") ?? 0;
        if (size < 0) throw ApiRefusal.Invalid("max_results must not be negative");
        var page = Paging.Of(all, size is 0 or > 1000 ? 1000 : size, call.Parameter("page_token"));
        var answer = new JsonObject { [list] = page.Items.ToJsonArray() };
        if (page.Next is not null) answer["next_page_token"] = page.Next;
        return ApiAnswer.Ok(answer);
    }
}
