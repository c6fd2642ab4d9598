using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Permissions;

/// <summary>A kind of object that has an access list.</summary>
/// <param name="Path">Its word in <c>/api/2.0/permissions/{Path}/{id}</c>.</param>
/// <param name="Type">The answer's <c>object_type</c>.</param>
/// <param name="Levels">Permission levels from the weakest to the strongest, with what the documentation says about them.</param>
/// <param name="Owned">It has exactly one owner, at first who made it.</param>
internal sealed record ObjectKind(string Path, string Type, IReadOnlyList<(string Level, string Description)> Levels, bool Owned, Func<Workspace, string, JsonObject?> Find)
{
    private static readonly (string, string)[] WorkspaceLevels =
    [
        ("CAN_READ", "Can view and comment"), ("CAN_RUN", "Can view, comment, attach/detach, and run"), ("CAN_EDIT", "Can view, comment, attach/detach, run, and edit"),
        ("CAN_MANAGE", "Can view, comment, attach/detach, run, edit, and change permissions"),
    ];

    private static readonly (string, string) Owner = ("IS_OWNER", "Is owner");

    public static IReadOnlyList<ObjectKind> All { get; } =
    [
        new("directories", "directory", WorkspaceLevels, false, (w, id) => InTree(w, id, "DIRECTORY")),
        new("notebooks", "notebook", WorkspaceLevels, false, (w, id) => InTree(w, id, "NOTEBOOK")),
        new("files", "file", WorkspaceLevels, false, (w, id) => InTree(w, id, "FILE")),
        new("repos", "repo", WorkspaceLevels, false, (w, id) => InTree(w, id, "REPO")),
        new("jobs", "job", [("CAN_VIEW", "Can view the job"), ("CAN_MANAGE_RUN", "Can manage runs of the job"), ("CAN_MANAGE", "Can manage the job"), Owner], true, (w, id) => w.Jobs.Find(id)),
        new("pipelines", "pipelines", [("CAN_VIEW", "Can view the pipeline"), ("CAN_RUN", "Can run the pipeline"), ("CAN_MANAGE", "Can manage the pipeline"), Owner], true, (w, id) => w.Pipelines.Find(id)),
        new("clusters", "cluster", [("CAN_ATTACH_TO", "Can attach to the cluster"), ("CAN_RESTART", "Can restart the cluster"), ("CAN_MANAGE", "Can manage the cluster")], false, (w, id) => w.Clusters.Find(id)),
        Warehouses("warehouses"),
        Warehouses("sql/warehouses"),
    ];

    public bool InFolder => ReferenceEquals(Levels, WorkspaceLevels);

    /// <summary>Where explicit lists of such an object are kept; both words for warehouses share one.</summary>
    public string Key(string id) => Path.Split('/')[^1] + "/" + id;

    /// <summary>An object whose list can still be read although it is deleted.</summary>
    public JsonObject? FindToRead(Workspace workspace, string id) => Find(workspace, id) ?? (Path == "jobs" ? workspace.DeletedJobs.Find(id) : null);

    public int Rank(string level) => Levels.Select(l => l.Level).ToList().IndexOf(level);

    private static ObjectKind Warehouses(string path) => new(
        path,
        "warehouses",
        [("CAN_VIEW", "Can view the warehouse"), ("CAN_USE", "Can use the warehouse"), ("CAN_MONITOR", "Can monitor the warehouse"), ("CAN_MANAGE", "Can manage the warehouse"), Owner],
        true,
        (w, id) => w.Warehouses.Find(id));

    private static JsonObject? InTree(Workspace workspace, string id, string type) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? workspace.Objects.All.FirstOrDefault(o => o.Whole("object_id") == number && o.Text("object_type") == type) : null;
}
