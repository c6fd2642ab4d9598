using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Storage;

/// <summary>
/// Everything that is emulated: one account with its identities, metastores and workspaces, one Azure tenant. A call runs under <see cref="Gate"/>, so
/// that each call is atomic as the services' own are. A reset makes a new world.
/// </summary>
internal sealed class World
{
    private readonly Dictionary<string, Workspace> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Workspace> _workspaces = [];
    private long _lastId = 1000;

    public World(TimeProvider time)
    {
        Time = time;
        Users = new(Changes);
        Groups = new(Changes);
        ServicePrincipals = new(Changes);
        Metastores = new(Changes);
        MetastoreAssignments = new(Changes);
        WorkspaceAssignments = new(Changes);
        Catalogs = new(Changes);
        Schemas = new(Changes);
        Tables = new(Changes);
        Grants = new(Changes);
        WorkspaceBindings = new(Changes);
        ResourceGroups = new(Changes);
        AzureWorkspaces = new(Changes);
        RoleAssignments = new(Changes);
        AzureOperations = new(new ChangeCounter());
        Default = AddWorkspace(4242, "default", "");
    }

    public Lock Gate { get; } = new();

    public TimeProvider Time { get; }

    public ChangeCounter Changes { get; } = new();

    public Workspace Default { get; }

    public IReadOnlyList<Workspace> Workspaces => _workspaces;

    public Table Users { get; }

    public Table Groups { get; }

    public Table ServicePrincipals { get; }

    public Table Metastores { get; }

    /// <summary>Metastore of a workspace, by workspace id.</summary>
    public Table MetastoreAssignments { get; }

    /// <summary>Members of a workspace, by <c>workspace/principal</c>.</summary>
    public Table WorkspaceAssignments { get; }

    public Table Catalogs { get; }

    public Table Schemas { get; }

    public Table Tables { get; }

    /// <summary>Privileges, by <c>metastore/securable type/full name</c>: principal → list.</summary>
    public Table Grants { get; }

    /// <summary>Workspaces that may use an isolated catalog, by <c>metastore/catalog</c>: workspace id → kind of binding.</summary>
    public Table WorkspaceBindings { get; }

    /// <summary>The git hosts' side of repos.</summary>
    public Repos.GitRemotes GitRemotes { get; } = new();

    public Table ResourceGroups { get; }

    public Table AzureWorkspaces { get; }

    public Table RoleAssignments { get; }

    /// <summary>Running operations of Azure, by id. Asking for their state is no change.</summary>
    public Table AzureOperations { get; }

    /// <summary>Hosts of workspaces that have been deleted: they do not become the default one.</summary>
    public HashSet<string> GoneHosts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Warehouses that every workspace gets.</summary>
    public List<(string Name, string? Id)> UsualWarehouses { get; } = [];

    /// <summary>How long Azure takes to create a workspace.</summary>
    public TimeSpan WorkspaceCreation { get; set; } = TimeSpan.Zero;

    /// <summary>How many times somebody must ask before a new workspace is there, besides the time.</summary>
    public int WorkspaceCreationPolls { get; set; }

    /// <summary>How long a new workspace cannot be found at all: Azure's reads lag behind its writes.</summary>
    public TimeSpan WorkspaceInvisible { get; set; } = TimeSpan.Zero;

    /// <summary>Whether answers carry the defaults that the service sets by itself (see the seed's <c>serverDefaults</c>).</summary>
    public bool ServerDefaults { get; set; } = true;

    /// <summary>Whether columns keep their comments when a view gets another query: in the recordings they do, Databricks makes the columns anew (the seed's <c>alteredViewsKeepComments</c>).</summary>
    public bool AlteredViewsKeepComments { get; set; } = true;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public string Timestamp => Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    public long NextId() => ++_lastId;

    /// <summary>An id that follows from a name, so that two runs give the same one.</summary>
    public static Guid StableGuid(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public Workspace AddWorkspace(long id, string name, string host, string? operation = null)
    {
        var workspace = new Workspace(Changes, id, name, host) { Operation = operation };
        _workspaces.Add(workspace);
        if (host.Length > 0) _byHost[host] = workspace;
        return workspace;
    }

    public void RemoveWorkspace(Workspace workspace)
    {
        _workspaces.Remove(workspace);
        _byHost.Remove(workspace.Host);
        GoneHosts.Add(workspace.Host);
    }

    public Workspace? FindWorkspace(string host) => _byHost.GetValueOrDefault(host);

    public Workspace? FindWorkspace(long id) => _workspaces.Find(w => w.Id == id);

    /// <summary>The metastore that serves a workspace, or null.</summary>
    public JsonObject? MetastoreOf(Workspace workspace) =>
        MetastoreAssignments.Find(workspace.Key)?["metastore_id"]?.GetValue<string>() is { } id ? Metastores.Find(id) : null;
}
