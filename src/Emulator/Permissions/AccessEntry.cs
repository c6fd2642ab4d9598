using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Permissions;

/// <summary>One principal's level in an access list.</summary>
internal sealed record AccessEntry(PrincipalKind Kind, string Name, string Level)
{
    public string Field => Kind switch { PrincipalKind.User => "user_name", PrincipalKind.Group => "group_name", _ => "service_principal_name" };

    /// <summary>An entry of a request, checked: the principal exists and the kind of object knows the level.</summary>
    public static AccessEntry Read(World world, ObjectKind kind, JsonObject from)
    {
        var (principal, asked) = (from.Text("user_name"), from.Text("group_name"), from.Text("service_principal_name")) switch
        {
            ({ Length: > 0 } user, _, _) => (world.FindUser(user), user),
            (_, { Length: > 0 } group, _) => (world.FindGroup(group), group),
            (_, _, { Length: > 0 } application) => (world.FindServicePrincipal(application), application),
            _ => throw ApiRefusal.Invalid("One of user_name, group_name or service_principal_name must be given"),
        };
        if (principal is null) throw ApiRefusal.Missing($"Principal: {asked} does not exist");
        var level = from.RequiredText("permission_level");
        if (kind.Rank(level) < 0) throw ApiRefusal.Invalid($"Permission level {level} is not applicable to {kind.Type}; applicable are {string.Join(", ", kind.Levels.Select(l => l.Level))}");
        if (level == "IS_OWNER" && principal.Kind == PrincipalKind.Group) throw ApiRefusal.Invalid("A group cannot be the owner");
        return new AccessEntry(principal.Kind, principal.Name, level);
    }

    public static AccessEntry Stored(JsonObject from) => new(Enum.Parse<PrincipalKind>(from.RequiredText("kind")), from.RequiredText("name"), from.RequiredText("level"));

    public JsonObject ToStored() => new() { ["kind"] = Kind.ToString(), ["name"] = Name, ["level"] = Level };

    public bool SamePrincipal(AccessEntry other) => Kind == other.Kind && Name == other.Name;
}
