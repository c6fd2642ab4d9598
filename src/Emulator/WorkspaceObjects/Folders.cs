using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.WorkspaceObjects;

/// <summary>The tree of a workspace: paths, parents, what is made and removed together.</summary>
internal static class Folders
{
    public static IReadOnlyList<string> SystemFolders { get; } = ["/", "/Users", "/Shared", "/Repos"];

    public static void CreateSystemFolders(World world, Workspace workspace)
    {
        foreach (var folder in SystemFolders.Append("/Users/" + Callers.DeployUser).Append("/Repos/" + Callers.DeployUser))
        {
            if (!workspace.Objects.Has(folder)) Add(world, workspace, folder, "DIRECTORY");
        }
    }

    /// <summary>An absolute path without the <c>/Workspace</c> prefix and without a slash at its end.</summary>
    public static string Clean(string path)
    {
        if (!path.StartsWith('/')) throw ApiRefusal.Invalid($"Path ({path}) doesn't start with '/'");
        if (path.Contains("//", StringComparison.Ordinal)) throw ApiRefusal.Invalid($"Path ({path}) has an empty part");
        if (path.Split('/').Any(p => p is "." or "..")) throw ApiRefusal.Invalid($"Path ({path}) must not hold '.' or '..'");
        var clean = path == "/" ? path : path.TrimEnd('/');
        if (clean == "/Workspace") return "/";
        return clean.StartsWith("/Workspace/", StringComparison.Ordinal) ? clean["/Workspace".Length..] : clean;
    }

    public static string Parent(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";

    public static JsonObject? Find(Workspace workspace, string path) => workspace.Objects.Find(path);

    public static JsonObject Get(Workspace workspace, string path) => Find(workspace, path) ?? throw ApiRefusal.Missing($"Path ({path}) doesn't exist.");

    public static bool IsFolder(JsonObject thing) => thing.Text("object_type") is "DIRECTORY" or "REPO";

    /// <summary>The objects right under a folder, by name.</summary>
    public static IEnumerable<JsonObject> Children(Workspace workspace, string path) =>
        workspace.Objects.All.Where(o => o.Text("path") is { } p && p != "/" && Parent(p) == path).OrderBy(o => o.Text("path"), StringComparer.Ordinal);

    /// <summary>The folders above a path, nearest first, the root last.</summary>
    public static IEnumerable<JsonObject> Above(Workspace workspace, string path)
    {
        while (path != "/")
        {
            path = Parent(path);
            if (workspace.Objects.Find(path) is { } folder) yield return folder;
        }
    }

    /// <summary>Makes a folder and those above it that are missing.</summary>
    public static void Make(World world, Workspace workspace, string path)
    {
        if (workspace.Objects.Find(path) is { } there)
        {
            if (IsFolder(there)) return;
            throw ApiRefusal.Exists($"The path ({path}) is used by something that is no folder.");
        }

        Make(world, workspace, Parent(path));
        Add(world, workspace, path, "DIRECTORY");
    }

    public static JsonObject Add(World world, Workspace workspace, string path, string type, Action<JsonObject>? more = null)
    {
        var id = world.NextId();
        var made = new JsonObject
        {
            ["object_type"] = type, ["path"] = path, ["object_id"] = id, ["resource_id"] = id.ToString(CultureInfo.InvariantCulture),
        };
        if (type is "NOTEBOOK" or "FILE")
        {
            made["created_at"] = world.Now;
            made["modified_at"] = world.Now;
        }

        more?.Invoke(made);
        workspace.Objects.Put(path, made);
        return made;
    }

    /// <summary>Removes a path with everything under it; git folders there go too.</summary>
    public static void Remove(Workspace workspace, string path)
    {
        var gone = workspace.Objects.All.Where(o => o.Text("path") is { } p && (p == path || p.StartsWith(path + "/", StringComparison.Ordinal))).ToList();
        foreach (var thing in gone)
        {
            var at = thing.RequiredText("path");
            var id = thing.RequiredWhole("object_id").ToString(CultureInfo.InvariantCulture);
            var kind = thing.Text("object_type") switch { "REPO" => "repos/", "NOTEBOOK" => "notebooks/", "FILE" => "files/", _ => "directories/" };
            workspace.Permissions.Remove(kind + id);
            if (kind == "repos/") workspace.Repos.Remove(id);
            workspace.Contents.Remove(at);
            workspace.Objects.Remove(at);
        }
    }
}
