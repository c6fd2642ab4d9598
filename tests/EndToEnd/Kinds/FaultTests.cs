using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Kinds;

public class FaultTests
{
    public static TheoryData<string> Faults => new()
    {
        """[ { "path": ".*", "delayMs": 200 } ]""",
        """[ { "path": ".*", "status": 429, "every": 20, "retryAfter": 0 }, { "path": ".*", "status": 503, "every": 19, "retryAfter": 0 } ]""",
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Provision_SlowOrFailingAnswers_EndsAsWithoutThem(string faults)
    {
        await using var world = await ProductWorld.StartAsync();
        await world.OrderFaultsAsync([.. JsonNode.Parse(faults)!.AsArray().Select(fault => (JsonObject)fault!.DeepClone())]);

        await world.ProvisionAllAsync();

        await ProductAssertions.IsDeployedAsync(world);
        await world.Databricks.ClearFaultsAsync();
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.ProvisionAsync(ProductSample.All)));
    }
}
