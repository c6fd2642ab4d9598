using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Graph;

/// <summary>The account's identities as Microsoft Graph shows them; a Databricks identity's <c>externalId</c> is its object id in Entra.</summary>
internal static class GraphObjects
{
    public static IEnumerable<JsonObject> Users(World world) => world.Users.All.Select(u => new JsonObject
    {
        ["id"] = u.Text("externalId"), ["displayName"] = u.Text("displayName"), ["userPrincipalName"] = u.Text("userName"), ["mail"] = u.Text("userName"), ["accountEnabled"] = true,
    });

    public static IEnumerable<JsonObject> Groups(World world) => world.Groups.All.Select(g => new JsonObject
    {
        ["id"] = g.Text("externalId"), ["displayName"] = g.Text("displayName"), ["mailEnabled"] = false, ["securityEnabled"] = true, ["mailNickname"] = g.Text("displayName"),
    });

    public static IEnumerable<JsonObject> ServicePrincipals(World world) => world.ServicePrincipals.All.Select(s => new JsonObject
    {
        ["id"] = s.Text("externalId"), ["displayName"] = s.Text("displayName"), ["appId"] = s.Text("applicationId"), ["servicePrincipalType"] = "Application", ["accountEnabled"] = true,
    });

    /// <summary>Azure's word for the kind of the object with that id, or null.</summary>
    public static string? TypeOf(World world, string id)
    {
        return Users(world).Any(Is) ? "User" : Groups(world).Any(Is) ? "Group" : ServicePrincipals(world).Any(Is) ? "ServicePrincipal" : null;

        bool Is(JsonObject thing) => string.Equals(thing.Text("id"), id, StringComparison.OrdinalIgnoreCase);
    }
}
