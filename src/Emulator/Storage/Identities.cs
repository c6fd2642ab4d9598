using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Storage;

/// <summary>Finds principals by the names that permissions and privileges use.</summary>
internal static class Identities
{
    /// <summary>Groups that every workspace or account has by itself.</summary>
    public static IReadOnlyList<string> SystemGroups { get; } = ["admins", "users", "account users"];

    public static Principal? FindUser(this World world, string userName) =>
        world.Users.All.FirstOrDefault(u => Same(u.Text("userName"), userName)) is { } user ? User(user) : null;

    public static Principal? FindServicePrincipal(this World world, string applicationId) =>
        world.ServicePrincipals.All.FirstOrDefault(s => Same(s.Text("applicationId"), applicationId)) is { } found ? ServicePrincipal(found) : null;

    public static Principal? FindGroup(this World world, string displayName) =>
        SystemGroups.Contains(displayName) ? new Principal(PrincipalKind.Group, displayName, displayName, displayName)
        : world.Groups.All.FirstOrDefault(g => g.Text("displayName") == displayName) is { } found ? Group(found) : null;

    /// <summary>A principal of Unity Catalog: its name alone says which kind it is.</summary>
    public static Principal? FindPrincipal(this World world, string name) => world.FindUser(name) ?? world.FindServicePrincipal(name) ?? world.FindGroup(name);

    public static Principal? FindPrincipalById(this World world, string id) =>
        world.Users.Find(id) is { } user ? User(user)
        : world.Groups.Find(id) is { } group ? Group(group)
        : world.ServicePrincipals.Find(id) is { } found ? ServicePrincipal(found) : null;

    /// <summary>Names of the groups that hold a principal, directly or through other groups.</summary>
    public static IReadOnlySet<string> GroupsOf(this World world, Principal principal)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { "users", "account users" };
        var open = new Queue<string>([principal.Id]);
        while (open.TryDequeue(out var id))
        {
            foreach (var group in world.Groups.All.Where(g => g.Items("members").Any(m => m.Text("value") == id)))
            {
                if (found.Add(group.RequiredText("displayName"))) open.Enqueue(group.RequiredText("id"));
            }
        }

        return found;
    }

    public static Principal User(JsonObject user) => new(PrincipalKind.User, user.RequiredText("id"), user.RequiredText("userName"), user.Text("displayName") ?? user.RequiredText("userName"));

    public static Principal Group(JsonObject group) => new(PrincipalKind.Group, group.RequiredText("id"), group.RequiredText("displayName"), group.RequiredText("displayName"));

    public static Principal ServicePrincipal(JsonObject found) =>
        new(PrincipalKind.ServicePrincipal, found.RequiredText("id"), found.RequiredText("applicationId"), found.Text("displayName") ?? found.RequiredText("applicationId"));

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
