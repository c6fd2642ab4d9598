using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Azure;

/// <summary>An operation of Azure that takes a while: done when its time has come and it was asked for often enough.</summary>
internal static class AzureOperation
{
    public static string Start(World world, string target)
    {
        var id = Guid.NewGuid().ToString();
        world.AzureOperations.Put(id, new JsonObject
        {
            ["target"] = target,
            ["started"] = world.Timestamp,
            ["visible_at"] = world.Now + (long)world.WorkspaceInvisible.TotalMilliseconds,
            ["done_at"] = world.Now + (long)world.WorkspaceCreation.TotalMilliseconds,
            ["polls"] = world.WorkspaceCreationPolls,
        });
        return id;
    }

    public static bool IsDone(World world, JsonObject operation) => world.Now >= operation.RequiredWhole("done_at") && operation.RequiredWhole("polls") <= 0;

    public static bool IsVisible(World world, JsonObject operation) => world.Now >= operation.RequiredWhole("visible_at");

    public static void Poll(World world, string id)
    {
        if (world.AzureOperations.Has(id)) world.AzureOperations.Change(id, o => o["polls"] = o.RequiredWhole("polls") - 1);
    }

    /// <summary>Headers that tell where to ask for the end.</summary>
    public static IReadOnlyDictionary<string, string> Headers(ApiCall call, string id)
    {
        var root = $"http://{call.Authority}/subscriptions/{call.Route["subscription"]}/providers/Microsoft.Databricks/locations/westeurope";
        return new Dictionary<string, string>
        {
            ["Azure-AsyncOperation"] = $"{root}/operationStatuses/{id}?api-version={call.Parameter("api-version")}",
            ["Location"] = $"{root}/operationresults/{id}?api-version={call.Parameter("api-version")}",
            ["Retry-After"] = "1",
        };
    }
}
