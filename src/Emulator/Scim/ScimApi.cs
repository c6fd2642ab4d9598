using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Scim;

/// <summary>
/// Users, groups and service principals, of the account (<c>/api/2.0/accounts/{account}/scim/v2</c>) and as a workspace sees them
/// (<c>/api/2.0/preview/scim/v2</c>, where <c>Me</c> is too). Lists are paged with <c>startIndex</c> and <c>count</c>. All identities of the account are
/// usable in every workspace, as with automatic identity management.
/// </summary>
internal sealed class ScimApi : IApi
{
    private const string ContentType = "application/scim+json; charset=utf-8";
    private const long LargestPage = 100;

    public void Map(RouteTable routes)
    {
        foreach (var (root, surface) in new[]
        {
            ("/api/2.0/preview/scim/v2", Surface.Workspace), ("/api/2.0/scim/v2", Surface.Workspace), ("/api/2.0/account/scim/v2", Surface.Workspace),
            ("/api/2.0/accounts/{account}/scim/v2", Surface.Account), ("/api/2.1/accounts/{account}/scim/v2", Surface.Account),
        })
        {
            routes.Add("GET", root + "/Me", surface, Me);
            foreach (var kind in Kind.All)
            {
                var path = $"{root}/{kind.Path}";
                routes.Add("GET", path, surface, call => List(call, kind));
                routes.Add("POST", path, surface, call => Create(call, kind));
                routes.Add("GET", path + "/{id}", surface, call => Scim(View(call, kind, Find(call, kind))));
                routes.Add("DELETE", path + "/{id}", surface, call => Delete(call, kind));
                routes.Add("PATCH", path + "/{id}", surface, call => ScimPatch.Apply(call, kind.Table(call.World), Find(call, kind)));
            }
        }
    }

    public static ApiAnswer Scim(JsonObject body, int status = 200) => new(status, body) { ContentType = ContentType };

    private static ApiAnswer Me(ApiCall call)
    {
        var world = call.World;
        var (kind, row) = call.Caller.Kind == PrincipalKind.User
            ? (Kind.Users, world.Users.Find(call.Caller.Id)!)
            : (Kind.ServicePrincipals, world.ServicePrincipals.Find(call.Caller.Id)!);
        var me = View(call, kind, row);
        if (call.Caller.Kind == PrincipalKind.ServicePrincipal) me["userName"] = call.Caller.Name;
        return Scim(me);
    }

    private static ApiAnswer List(ApiCall call, Kind kind)
    {
        var filter = ScimFilter.Parse(call.Parameter("filter"));
        var found = kind.Table(call.World).All.Select(row => View(call, kind, row, project: false)).Where(filter).ToList();
        if (call.Parameter("sortBy") is { Length: > 0 } by)
        {
            found = [.. found.OrderBy(o => o[by]?.ToString() ?? "", StringComparer.OrdinalIgnoreCase)];
            if (string.Equals(call.Parameter("sortOrder"), "descending", StringComparison.OrdinalIgnoreCase)) found.Reverse();
        }

        var start = Math.Max(1, call.WholeParameter("startIndex") ?? 1);
        var count = Math.Clamp(call.WholeParameter("count") ?? LargestPage, 0, LargestPage);
        var page = found.Skip((int)(start - 1)).Take((int)count).Select(o => Project(call, o)).ToList();
        return Scim(new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"),
            ["totalResults"] = found.Count,
            ["startIndex"] = start,
            ["itemsPerPage"] = page.Count,
            ["Resources"] = page.ToJsonArray(),
        });
    }

    private static ApiAnswer Create(ApiCall call, Kind kind)
    {
        var made = kind.New(call.World, call.Body);
        kind.Table(call.World).Put(made.RequiredText("id"), made);
        return Scim(View(call, kind, made), 201);
    }

    private static ApiAnswer Delete(ApiCall call, Kind kind)
    {
        var id = Find(call, kind).RequiredText("id");
        kind.Table(call.World).Remove(id);
        foreach (var group in call.World.Groups.All.Where(g => g.Items("members").Any(m => m.Text("value") == id)).Select(g => g.RequiredText("id")).ToList())
        {
            call.World.Groups.Change(group, g => g["members"] = g.Items("members").Where(m => m.Text("value") != id).ToJsonArray());
        }

        return ApiAnswer.Nothing();
    }

    private static JsonObject Find(ApiCall call, Kind kind) =>
        kind.Table(call.World).Find(call.Route["id"]) ?? throw ApiRefusal.Missing($"{kind.Name} with id {call.Route["id"]} not found.");

    private static JsonObject View(ApiCall call, Kind kind, JsonObject row, bool project = true)
    {
        var view = row.Copy();
        var id = view.RequiredText("id");
        if (kind.Path is not "Groups") view["groups"] = ScimResources.GroupsOf(call.World, id, view.Text("userName") == Callers.DeployUser);
        return project ? Project(call, view) : view;
    }

    private static JsonObject Project(ApiCall call, JsonObject view)
    {
        if (call.Parameter("attributes") is { Length: > 0 } wanted)
        {
            var names = wanted.Split(',').Select(n => n.Split('.')[0].Trim()).Append("id").Append("schemas").ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var name in view.Select(p => p.Key).Where(k => !names.Contains(k)).ToList()) view.Remove(name);
        }

        foreach (var name in (call.Parameter("excludedAttributes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) view.Remove(name);
        return view;
    }

    private sealed record Kind(string Path, string Name, Func<World, Table> Table, Func<World, JsonObject, JsonObject> New)
    {
        public static Kind Users { get; } = new("Users", "User", w => w.Users, (w, asked) => ScimResources.NewUser(w, asked, null));

        public static Kind Groups { get; } = new("Groups", "Group", w => w.Groups, ScimResources.NewGroup);

        public static Kind ServicePrincipals { get; } = new("ServicePrincipals", "Service principal", w => w.ServicePrincipals, ScimResources.NewServicePrincipal);

        public static IReadOnlyList<Kind> All { get; } = [Users, Groups, ServicePrincipals];
    }
}
