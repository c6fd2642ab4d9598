using System.Text.Json.Nodes;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Azure;

/// <summary>Resource groups. One is made on first use: who runs the service has made theirs long before.</summary>
internal static class ResourceGroups
{
    public static JsonObject Ensure(World world, string subscription, string name, string location)
    {
        var key = Key(subscription, name);
        if (world.ResourceGroups.Find(key) is { } known) return known;
        var group = new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/resourceGroups/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.Resources/resourceGroups",
            ["location"] = location,
            ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" },
        };
        world.ResourceGroups.Put(key, group);
        return group;
    }

    public static string Key(string subscription, string name) => (subscription + "/" + name).ToLowerInvariant();
}
