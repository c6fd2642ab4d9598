using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;
using Provisioner.Emulator.WorkspaceObjects;

namespace Provisioner.Emulator.Permissions;

/// <summary>The access list of an object: what is set on it, what it inherits from the folders above, and what administrators always have.</summary>
internal static class AccessLists
{
    private const string Strongest = "CAN_MANAGE";

    public static IReadOnlyList<AccessEntry> Explicit(Workspace workspace, ObjectKind kind, string id) =>
        workspace.Permissions.Find(kind.Key(id)) is { } row ? [.. row.Items("entries").Select(AccessEntry.Stored)]
        : kind.Owned && kind.FindToRead(workspace, id) is { } thing ? [Creator(thing)]
        : [];

    /// <summary>Sets the list; the order of entries is no difference.</summary>
    public static void Set(Workspace workspace, ObjectKind kind, string id, IReadOnlyList<AccessEntry> entries)
    {
        var old = Explicit(workspace, kind, id);
        if (old.Count == entries.Count && old.All(entries.Contains)) return;
        if (entries.Count == 0) workspace.Permissions.Remove(kind.Key(id));
        else workspace.Permissions.Put(kind.Key(id), new JsonObject { ["entries"] = entries.Select(e => e.ToStored()).ToJsonArray() });
    }

    public static JsonObject View(World world, Workspace workspace, ObjectKind kind, string id)
    {
        var list = new JsonArray();
        foreach (var entry in Explicit(workspace, kind, id)) Add(world, list, entry, null);
        if (kind.InFolder && kind.Find(workspace, id) is { } thing)
        {
            foreach (var folder in Folders.Above(workspace, thing.RequiredText("path"))) AddFolder(world, workspace, list, folder);
        }

        Add(world, list, new AccessEntry(PrincipalKind.Group, "admins", Strongest), kind.InFolder ? "/directories/0" : $"/{kind.Path}/");
        return new JsonObject { ["object_id"] = $"/{kind.Path}/{id}", ["object_type"] = kind.Type, ["access_control_list"] = list };
    }

    private static void AddFolder(World world, Workspace workspace, JsonArray list, JsonObject folder)
    {
        var folderId = folder.RequiredWhole("object_id").ToString(CultureInfo.InvariantCulture);
        foreach (var word in new[] { "directories", "repos" })
        {
            var kind = ObjectKind.All.First(k => k.Path == word);
            if (kind.Find(workspace, folderId) is null) continue;
            foreach (var entry in Explicit(workspace, kind, folderId)) Add(world, list, entry, $"/{word}/{folderId}");
        }
    }

    private static void Add(World world, JsonArray list, AccessEntry entry, string? from)
    {
        var line = list.OfType<JsonObject>().FirstOrDefault(l => l.Text(entry.Field) == entry.Name);
        if (line is null)
        {
            line = new JsonObject { [entry.Field] = entry.Name };
            if (entry.Kind != PrincipalKind.Group && world.FindPrincipal(entry.Name) is { } principal) line["display_name"] = principal.DisplayName;
            line["all_permissions"] = new JsonArray();
            list.Add(line);
        }

        var permission = new JsonObject { ["permission_level"] = entry.Level, ["inherited"] = from is not null };
        if (from is not null) permission["inherited_from_object"] = new JsonArray(from);
        ((JsonArray)line["all_permissions"]!).Add(permission);
    }

    private static AccessEntry Creator(JsonObject thing)
    {
        var name = thing.Text("creator_user_name") ?? thing.Text("creator_name") ?? Callers.DeployUser;
        return new AccessEntry(name.Contains('@', StringComparison.Ordinal) ? PrincipalKind.User : PrincipalKind.ServicePrincipal, name, "IS_OWNER");
    }
}
