using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Stored privileges: for each securable, who has which, in order of the first grant.</summary>
internal static class Grants
{
    public static string Key(string metastore, string type, SecurableName name) => $"{metastore}/{type}/{name.Full}";

    public static IReadOnlyList<(string Principal, IReadOnlyList<string> Privileges)> Of(World world, string metastore, string type, SecurableName name) =>
        [.. (world.Grants.Find(Key(metastore, type, name))?.Items("privilege_assignments") ?? []).Select(a => (a.RequiredText("principal"), a.Texts("privileges")))];

    public static void Change(World world, string metastore, string type, SecurableName name, IReadOnlyList<(string Principal, IEnumerable<string> Add, IEnumerable<string> Remove)> changes)
    {
        var now = Of(world, metastore, type, name).ToList();
        foreach (var (principal, add, remove) in changes)
        {
            var at = now.FindIndex(g => g.Principal == principal);
            var held = at < 0 ? [] : now[at].Privileges;
            IReadOnlyList<string> then = [.. held.Union(add, StringComparer.Ordinal).Except(remove, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (at < 0) now.Add((principal, then));
            else now[at] = (principal, then);
        }

        now.RemoveAll(g => g.Privileges.Count == 0);
        var key = Key(metastore, type, name);
        if (now.Count == 0) world.Grants.Remove(key);
        else world.Grants.Put(key, new JsonObject { ["securable_type"] = type.ToUpperInvariant(), ["full_name"] = name.Full, ["metastore_id"] = metastore, ["privilege_assignments"] = View(now) });
    }

    public static void Forget(World world, string metastore, string type, SecurableName name) => world.Grants.Remove(Key(metastore, type, name));

    public static JsonArray View(IEnumerable<(string Principal, IReadOnlyList<string> Privileges)> grants) =>
        grants.Select(g => new JsonObject { ["principal"] = g.Principal, ["privileges"] = g.Privileges.ToJsonArray() }).ToJsonArray();

    /// <summary>The principal of that name, in its own spelling.</summary>
    public static Principal Known(World world, string principal) =>
        world.FindPrincipal(principal) ?? throw new ApiRefusal(404, "PRINCIPAL_DOES_NOT_EXIST", $"Could not find principal with name {principal}");
}
