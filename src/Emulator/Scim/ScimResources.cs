using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Scim;

/// <summary>New users, groups and service principals, with what the service sets by itself.</summary>
internal static class ScimResources
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:";

    public static JsonObject NewUser(World world, JsonObject asked, string? id)
    {
        var userName = asked.RequiredText("userName");
        if (world.FindUser(userName) is not null) throw new ApiRefusal(409, "RESOURCE_ALREADY_EXISTS", $"User with username {userName} already exists.");
        var user = new JsonObject
        {
            ["schemas"] = new JsonArray(Core + "User"),
            ["id"] = id ?? NextId(world),
            ["userName"] = userName,
            ["displayName"] = asked.Text("displayName") ?? userName,
            ["active"] = asked.Flag("active") ?? true,
            ["emails"] = new JsonArray(new JsonObject { ["type"] = "work", ["value"] = userName, ["primary"] = true }),
            ["externalId"] = asked.Text("externalId") ?? World.StableGuid("user/" + userName.ToLowerInvariant()).ToString(),
            ["groups"] = new JsonArray(),
            ["roles"] = new JsonArray(),
        };
        user.Take(asked, "name", "entitlements", "roles");
        return user;
    }

    public static JsonObject NewServicePrincipal(World world, JsonObject asked)
    {
        var name = asked.Text("displayName") ?? asked.RequiredText("applicationId");
        var application = asked.Text("applicationId") ?? World.StableGuid("application/" + name).ToString();
        if (world.FindServicePrincipal(application) is not null) throw new ApiRefusal(409, "RESOURCE_ALREADY_EXISTS", $"Service principal with application id {application} already exists.");
        var made = new JsonObject
        {
            ["schemas"] = new JsonArray(Core + "ServicePrincipal"),
            ["id"] = NextId(world),
            ["applicationId"] = application,
            ["displayName"] = name,
            ["active"] = asked.Flag("active") ?? true,
            ["externalId"] = asked.Text("externalId") ?? World.StableGuid("servicePrincipal/" + application).ToString(),
            ["groups"] = new JsonArray(),
        };
        made.Take(asked, "entitlements", "roles");
        return made;
    }

    public static JsonObject NewGroup(World world, JsonObject asked)
    {
        var name = asked.RequiredText("displayName");
        if (world.FindGroup(name) is not null) throw new ApiRefusal(409, "RESOURCE_ALREADY_EXISTS", $"Group with name {name} already exists.");
        var group = new JsonObject
        {
            ["schemas"] = new JsonArray(Core + "Group"),
            ["id"] = NextId(world),
            ["displayName"] = name,
            ["externalId"] = asked.Text("externalId") ?? World.StableGuid("group/" + name).ToString(),
            ["members"] = new JsonArray(),
            ["groups"] = new JsonArray(),
            ["roles"] = new JsonArray(),
            ["meta"] = new JsonObject { ["resourceType"] = "Group" },
        };
        foreach (var member in asked.Items("members")) AddMember(group, Member(world, member));
        return group;
    }

    public static void AddMember(JsonObject group, Principal member)
    {
        var members = (JsonArray)group["members"]!;
        if (members.Any(m => m!["value"]!.GetValue<string>() == member.Id)) return;
        var path = member.Kind switch { PrincipalKind.User => "Users/", PrincipalKind.Group => "Groups/", _ => "ServicePrincipals/" };
        members.Add(new JsonObject { ["display"] = member.DisplayName, ["value"] = member.Id, ["$ref"] = path + member.Id });
    }

    public static Principal Member(World world, JsonObject member) =>
        world.FindPrincipalById(member.RequiredText("value")) ?? throw ApiRefusal.Invalid($"Invalid member id {member.Text("value")}");

    /// <summary>The groups that hold a principal directly, as its own object shows them.</summary>
    public static JsonArray GroupsOf(World world, string id, bool admin)
    {
        var groups = new JsonArray();
        if (admin) groups.Add(new JsonObject { ["display"] = "admins", ["type"] = "direct", ["value"] = "1", ["$ref"] = "Groups/1" });
        foreach (var group in world.Groups.All.Where(g => g.Items("members").Any(m => m.Text("value") == id)))
        {
            groups.Add(new JsonObject { ["display"] = group.Text("displayName"), ["type"] = "direct", ["value"] = group.Text("id"), ["$ref"] = "Groups/" + group.Text("id") });
        }

        return groups;
    }

    private static string NextId(World world) => (7_000_000_000_000 + (world.NextId() * 137)).ToString(CultureInfo.InvariantCulture);
}
