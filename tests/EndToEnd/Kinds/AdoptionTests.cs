using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>What is there already, half there or there twice.</summary>
public class AdoptionTests
{
    private const string PipelineName = "sales_orders_1_clean-pipeline_development";

    [Fact]
    public async Task Provision_WorkspaceStillBeingCreatedBySomebodyElse_SaysToTryAgain()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.SeedAsync("workspaceCreationPolls: 1000");
        const string group = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups";
        await world.CallAsync(
            "PUT", $"{group}/databricks/providers/Microsoft.Databricks/workspaces/sales_orders_1?api-version=2026-01-01",
            new JsonObject { ["location"] = "westeurope", ["sku"] = new JsonObject { ["name"] = "premium" }, ["properties"] = new JsonObject { ["managedResourceGroupId"] = $"{group}/sales_orders_1-rg" } },
            "management.azure.com");

        foreach (var status in await world.RunAsync("/v1/provision", ProductSample.All))
        {
            Assert.Equal("FAILED", (string?)status["status"]);
            Assert.EndsWith("the workspace 'sales_orders_1' is still being created (Azure says Creating). Try again in some minutes.", (string?)status["result"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Provision_SlowWorkspaceAndMissingReferences_WaitsForItsOwnWorkspaceAndNamesWhatIsMissing()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.SeedAsync("workspaceCreationPolls: 2\nworkspaceCreationMs: 1500\nworkspaceInvisibleMs: 500");
        await world.ProvisionAsync(ProductSample.Job);

        var missing = await world.RunAsync("/v1/provision", [ProductSample.Workflow, ProductSample.View]);

        Assert.All(missing, status => Assert.Equal("FAILED", (string?)status["status"]));
        Assert.Contains($"needs the pipeline '{PipelineName}', which the target workspace does not have", (string?)missing[0]["result"], StringComparison.Ordinal);
        Assert.Contains("the table 'sales_orders_1.clean.orders' does not exist", (string?)missing[1]["result"], StringComparison.Ordinal);
        await world.ProvisionAsync(ProductSample.Pipeline);
        await world.SeedAsync(ProductSample.SourceTable);
        await world.ProvisionAsync(ProductSample.Workflow, ProductSample.View);
        await ProductAssertions.IsDeployedAsync(world);
    }

    [Fact]
    public async Task Provision_PipelineAndViewOfTheName_AreTakenOverAndTwoPipelinesAreAnErrorUntilUnprovision()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAsync(ProductSample.Job);
        await world.SeedAsync(ProductSample.SourceTable);
        var first = await CreatePipelineAsync(world);
        await CreateViewAsync(world);

        await world.ProvisionAsync(ProductSample.Pipeline, ProductSample.View);

        Assert.Equal(first, (string?)Assert.Single(await world.Databricks.ListAsync("pipelines"))["pipeline_id"]);
        var view = (await world.Databricks.ListAsync("tables")).Single(table => (string?)table["full_name"] == ProductSample.FullViewName);
        Assert.Equal(["order_id", "customer", "amount"], view["columns"]!.AsArray().Select(column => (string)column!["name"]!));
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.ProvisionAsync(ProductSample.Pipeline, ProductSample.View)));

        var second = await CreatePipelineAsync(world);
        var status = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.Pipeline]));
        Assert.Equal("FAILED", (string?)status["status"]);
        Assert.Contains(first, (string?)status["result"], StringComparison.Ordinal);
        Assert.Contains(second, (string?)status["result"], StringComparison.Ordinal);

        await world.CompleteAsync("/v1/unprovision", [ProductSample.Pipeline]);
        Assert.Empty(await world.Databricks.ListAsync("pipelines"));
    }

    [Fact]
    public async Task Provision_RepoOfAnotherAddressAtThePath_IsReplacedAtOnceAndTheLogSaysSo()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAsync(ProductSample.Pipeline);
        await world.CallAsync("POST", "/api/2.0/workspace/mkdirs", new JsonObject { ["path"] = "/orders_1/ingest-job" });
        await world.CallAsync("POST", "/api/2.0/repos", new JsonObject { ["url"] = "https://github.com/acme/foreign.git", ["provider"] = "gitHub", ["path"] = "/orders_1/ingest-job/orders" });

        var status = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.Job]));

        Assert.True((string?)status["status"] == "COMPLETED", status.ToJsonString());
        Assert.Contains("What was not pushed from it is lost.", status["logs"]!.ToJsonString(), StringComparison.Ordinal);
        var repo = (await world.Databricks.ListAsync("repos")).Single(one => (string?)one["path"] == "/orders_1/ingest-job/orders");
        Assert.Equal("https://github.com/acme/orders-ingest.git", (string?)repo["url"]);
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.ProvisionAsync(ProductSample.Job)));
    }

    [Fact]
    public async Task Unprovision_JobThatWasAnOutputPort_DropsTheView()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAsync(ProductSample.Job);
        await world.SeedAsync(ProductSample.SourceTable);
        await world.ProvisionAsync(ProductSample.View);
        var other = ProductSample.Text
            .Replace("cmp:sales:orders:1:ingest-job\n      name", "cmp:sales:orders:1:other-job\n      name", StringComparison.Ordinal)
            .Replace("cmp:sales:orders:1:orders-view\n      name", "cmp:sales:orders:1:former-view\n      name", StringComparison.Ordinal)
            .Replace("cmp:sales:orders:1:other-job\n", "cmp:sales:orders:1:orders-view\n", StringComparison.Ordinal);

        await world.CompleteAsync("/v1/unprovision", [ProductSample.View], other);

        Assert.Equal("sales_orders_1.clean.orders", (string?)Assert.Single(await world.Databricks.ListAsync("tables"))["full_name"]);
    }

    [Fact]
    public async Task Unprovision_ViewThatIsInNoState_IsDropped()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAsync(ProductSample.Job);
        await world.SeedAsync(ProductSample.SourceTable);
        await CreateViewAsync(world);

        await world.CompleteAsync("/v1/unprovision", [ProductSample.View]);

        Assert.Equal("sales_orders_1.clean.orders", (string?)Assert.Single(await world.Databricks.ListAsync("tables"))["full_name"]);
    }

    private static async Task<string> CreatePipelineAsync(ProductWorld world) => (string)(await world.CallAsync("POST", "/api/2.0/pipelines", new JsonObject
    {
        ["name"] = PipelineName, ["allow_duplicate_names"] = true, ["catalog"] = "sales_orders_1", ["target"] = "clean",
        ["libraries"] = new JsonArray(new JsonObject { ["notebook"] = new JsonObject { ["path"] = "/x" } }),
    }))!["pipeline_id"]!;

    private static async Task CreateViewAsync(ProductWorld world)
    {
        await world.CallAsync("POST", "/api/2.1/unity-catalog/schemas", new JsonObject { ["name"] = "published", ["catalog_name"] = "sales_orders_1" });
        var warehouse = (await world.CallAsync("GET", "/api/2.0/sql/warehouses"))!["warehouses"]![0]!["id"]!.DeepClone();
        await world.CallAsync("POST", "/api/2.0/sql/statements", new JsonObject
        {
            ["warehouse_id"] = warehouse, ["wait_timeout"] = "30s",
            ["statement"] = "CREATE VIEW `sales_orders_1`.`published`.`orders_view` (`order_id`) AS SELECT `order_id` FROM `sales_orders_1`.`clean`.`orders`",
        });
    }
}
