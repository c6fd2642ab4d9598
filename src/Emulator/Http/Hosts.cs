using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Http;

/// <summary>Which services answer at a host.</summary>
internal static class Hosts
{
    private static readonly Dictionary<string, Surface> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["accounts.azuredatabricks.net"] = Surface.Account,
        ["accounts.cloud.databricks.com"] = Surface.Account,
        ["accounts.gcp.databricks.com"] = Surface.Account,
        ["management.azure.com"] = Surface.ResourceManager,
        ["graph.microsoft.com"] = Surface.Graph,
        ["login.microsoftonline.com"] = Surface.Login,
    };

    /// <summary>The surfaces of a host and the workspace behind it; no workspace when it was one that has been deleted.</summary>
    public static (Surface Surface, Workspace? Workspace) Find(World world, string host)
    {
        if (Known.TryGetValue(host, out var surface)) return (surface, world.Default);
        if (world.FindWorkspace(host) is { } workspace) return (Surface.Workspace, workspace.Ready(world) ? workspace : null);
        return world.GoneHosts.Contains(host) ? (Surface.Workspace, null) : (Surface.All, world.Default);
    }
}
