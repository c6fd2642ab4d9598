using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Azure;

/// <summary>Subscriptions and resource groups of Azure Resource Manager, as far as a deployment looks at them.</summary>
internal sealed class ResourceGroupsApi : IApi
{
    private const string Groups = "/subscriptions/{subscription}/resourceGroups";

    public void Map(RouteTable routes)
    {
        routes.Arm("GET", "/subscriptions/{subscription}", call => ApiAnswer.Ok(new JsonObject
        {
            ["id"] = "/subscriptions/" + call.Route["subscription"], ["subscriptionId"] = call.Route["subscription"], ["displayName"] = "Emulated", ["state"] = "Enabled",
        }));
        routes.Arm("GET", Groups, List);
        routes.Arm("GET", Groups + "/{group}", call => ApiAnswer.Ok(Find(call)));
        routes.Arm("HEAD", Groups + "/{group}", call =>
        {
            Find(call);
            return ApiAnswer.Nothing();
        });
        routes.Arm("PUT", Groups + "/{group}", Create);
    }

    private static ApiAnswer List(ApiCall call)
    {
        var prefix = call.Route["subscription"].ToLowerInvariant() + "/";
        return ApiAnswer.Ok(new JsonObject { ["value"] = call.World.ResourceGroups.Rows.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(r => r.Value).ToJsonArray() });
    }

    private static ApiAnswer Create(ApiCall call)
    {
        var location = call.Body.Text("location") ?? throw new ApiRefusal(400, "LocationRequired", "The location property is required for this definition.");
        var known = call.World.ResourceGroups.Has(ResourceGroups.Key(call.Route["subscription"], call.Route["group"]));
        var group = ResourceGroups.Ensure(call.World, call.Route["subscription"], call.Route["group"], location);
        return known ? ApiAnswer.Ok(group) : ApiAnswer.Created(group);
    }

    private static JsonObject Find(ApiCall call) =>
        call.World.ResourceGroups.Find(ResourceGroups.Key(call.Route["subscription"], call.Route["group"]))
        ?? throw new ApiRefusal(404, "ResourceGroupNotFound", $"Resource group '{call.Route["group"]}' could not be found.");
}
