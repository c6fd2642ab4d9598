using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Permissions;

/// <summary>Access lists, <c>/api/2.0/permissions/{kind}/{id}</c>: PUT replaces what is set on the object, PATCH adds to it, an empty PUT resets it.</summary>
internal sealed class PermissionsApi : IApi
{
    public void Map(RouteTable routes)
    {
        foreach (var kind in ObjectKind.All)
        {
            var path = $"/api/2.0/permissions/{kind.Path}/{{id}}";
            routes.Add("GET", path, Surface.Workspace, call => View(call, kind));
            routes.Add("PUT", path, Surface.Workspace, call => Replace(call, kind));
            routes.Add("PATCH", path, Surface.Workspace, call => Merge(call, kind));
            routes.Add("GET", path + "/permissionLevels", Surface.Workspace, call => Levels(call, kind));
        }
    }

    private static ApiAnswer View(ApiCall call, ObjectKind kind) => ApiAnswer.Ok(AccessLists.View(call.World, call.Workspace, kind, Exists(call, kind, reading: true)));

    private static ApiAnswer Replace(ApiCall call, ObjectKind kind)
    {
        var id = Exists(call, kind);
        var entries = Read(call, kind);
        if (kind.Owned)
        {
            var owners = entries.Count(e => e.Level == "IS_OWNER");
            if (entries.Count == 0) entries = [.. AccessLists.Explicit(call.Workspace, kind, id).Where(e => e.Level == "IS_OWNER")];
            else if (owners != 1) throw ApiRefusal.Invalid($"The {kind.Type.TrimEnd('s')} must have exactly one owner.");
        }

        AccessLists.Set(call.Workspace, kind, id, entries);
        return View(call, kind);
    }

    private static ApiAnswer Merge(ApiCall call, ObjectKind kind)
    {
        var id = Exists(call, kind);
        var entries = AccessLists.Explicit(call.Workspace, kind, id).ToList();
        foreach (var added in Read(call, kind))
        {
            if (added.Level == "IS_OWNER") entries = [.. entries.Select(e => e.Level == "IS_OWNER" ? e with { Level = "CAN_MANAGE" } : e)];
            entries.RemoveAll(e => e.SamePrincipal(added));
            entries.Add(added);
        }

        if (kind.Owned && entries.Count(e => e.Level == "IS_OWNER") != 1) throw ApiRefusal.Invalid($"The {kind.Type.TrimEnd('s')} must have exactly one owner.");
        AccessLists.Set(call.Workspace, kind, id, entries);
        return View(call, kind);
    }

    private static ApiAnswer Levels(ApiCall call, ObjectKind kind)
    {
        Exists(call, kind);
        return ApiAnswer.Ok(new JsonObject
        {
            ["permission_levels"] = kind.Levels.Select(l => new JsonObject { ["permission_level"] = l.Level, ["description"] = l.Description }).ToJsonArray(),
        });
    }

    /// <summary>The entries of the request; a principal that is named twice has the stronger level.</summary>
    private static List<AccessEntry> Read(ApiCall call, ObjectKind kind)
    {
        var entries = new List<AccessEntry>();
        foreach (var entry in call.Body.Items("access_control_list").Select(e => AccessEntry.Read(call.World, kind, e)))
        {
            var at = entries.FindIndex(entry.SamePrincipal);
            if (at < 0) entries.Add(entry);
            else if (kind.Rank(entry.Level) > kind.Rank(entries[at].Level)) entries[at] = entry;
        }

        return entries;
    }

    private static string Exists(ApiCall call, ObjectKind kind, bool reading = false)
    {
        var id = call.Route["id"];
        return (reading ? kind.FindToRead(call.Workspace, id) : kind.Find(call.Workspace, id)) is not null ? id : throw ApiRefusal.Missing($"{kind.Type} {id} does not exist.");
    }
}
