using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>
/// Privileges, <c>/api/2.1/unity-catalog/permissions/{type}/{name}</c>, and with what is inherited from schema and catalog,
/// <c>/api/2.1/unity-catalog/effective-permissions/{type}/{name}</c>. They are stored and shown; calls are not checked against them.
/// </summary>
internal sealed class GrantsApi : IApi
{
    private static readonly string[] Types = ["metastore", "catalog", "schema", "table"];

    public void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/2.1/unity-catalog/permissions/{type}/{name}", Surface.Workspace, Get);
        routes.Add("PATCH", "/api/2.1/unity-catalog/permissions/{type}/{name}", Surface.Workspace, Change);
        routes.Add("GET", "/api/2.1/unity-catalog/effective-permissions/{type}/{name}", Surface.Workspace, Effective);
    }

    private static ApiAnswer Get(ApiCall call)
    {
        var (type, name, _) = Securable(call);
        var grants = Grants.Of(call.World, call.Metastore(), type, name).Where(g => Wanted(call, g.Principal)).ToList();
        return ApiAnswer.Ok(new JsonObject { ["privilege_assignments"] = Grants.View(grants) });
    }

    private static ApiAnswer Change(ApiCall call)
    {
        var (type, name, view) = Securable(call);
        var applicable = Privileges.Of(type, view);
        var changes = new List<(string, IEnumerable<string>, IEnumerable<string>)>();
        foreach (var change in call.Body.Items("changes"))
        {
            var asked = change.RequiredText("principal");
            var add = change.Texts("add").Select(Privileges.Spell).ToList();
            var remove = change.Texts("remove").Select(Privileges.Spell).ToList();
            if (add.Concat(remove).FirstOrDefault(p => !applicable.Contains(p)) is { } wrong)
                throw ApiRefusal.Invalid($"Privilege {wrong} is not applicable to this entity [{name.Full}:{type.ToUpperInvariant()}{(view ? "/TABLE_VIEW" : "")}]. If this seems unexpected, please check the privilege version of the metastore in use [1.0].");
            // What is taken away may be from somebody who is no longer there.
            changes.Add((add.Count > 0 ? Grants.Known(call.World, asked).Name : asked, add, remove));
        }

        Grants.Change(call.World, call.Metastore(), type, name, changes);
        return Get(call);
    }

    private static ApiAnswer Effective(ApiCall call)
    {
        var (type, name, view) = Securable(call);
        var found = new Dictionary<string, JsonArray>(StringComparer.Ordinal);
        Collect(type, name, inherited: false);
        if (type is "table") Collect("schema", name.Parent, inherited: true);
        if (type is "table" or "schema") Collect("catalog", SecurableName.Of(name.Parts[0]), inherited: true);
        return ApiAnswer.Ok(new JsonObject
        {
            ["privilege_assignments"] = found.Select(p => new JsonObject { ["principal"] = p.Key, ["privileges"] = p.Value }).ToJsonArray(),
        });

        void Collect(string from, SecurableName at, bool inherited)
        {
            foreach (var (principal, privileges) in Grants.Of(call.World, call.Metastore(), from, at).Where(g => Wanted(call, g.Principal)))
            {
                if (!found.TryGetValue(principal, out var list)) found[principal] = list = [];
                foreach (var privilege in privileges.Where(p => !inherited || Privileges.Of(type, view).Contains(p)))
                {
                    var line = new JsonObject { ["privilege"] = privilege };
                    if (inherited) (line["inherited_from_type"], line["inherited_from_name"]) = (from.ToUpperInvariant(), at.Full);
                    list.Add(line);
                }

                if (list.Count == 0) found.Remove(principal);
            }
        }
    }

    private static bool Wanted(ApiCall call, string principal) => call.Parameter("principal") is not { Length: > 0 } wanted || string.Equals(wanted, principal, StringComparison.OrdinalIgnoreCase);

    private static (string Type, SecurableName Name, bool View) Securable(ApiCall call)
    {
        var type = call.Route["type"].ToLowerInvariant();
        if (!Types.Contains(type)) throw ApiRefusal.Invalid($"Privileges of the securable type {call.Route["type"]} are not emulated; known are {string.Join(", ", Types)}");
        switch (type)
        {
            case "metastore":
                if (!call.World.Metastores.Has(call.Route["name"])) throw new ApiRefusal(404, "METASTORE_DOES_NOT_EXIST", $"Metastore '{call.Route["name"]}' does not exist.");
                return (type, SecurableName.Of(call.Route["name"]), false);
            case "catalog":
                call.Catalog(call.Name(1));
                return (type, call.Name(1), false);
            case "schema":
                call.Schema(call.Name(2));
                return (type, call.Name(2), false);
            default:
                return (type, call.Name(3), call.Table(call.Name(3)).Text("table_type") == "VIEW");
        }
    }
}
