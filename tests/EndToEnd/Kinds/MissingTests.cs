using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>Unprovisioning what somebody else has taken away in part: what is missing is no failure, the log says so, and a later provision works.</summary>
public class MissingTests
{
    private const string Warehouse = "main-warehouse";

    [Fact]
    public async Task Unprovision_WarehouseDeleted_SucceedsAndTheViewGoesWithTheNextWarehouseOfTheName()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAsync(ProductSample.Job);
        await world.SeedAsync(ProductSample.SourceTable);
        await world.ProvisionAsync(ProductSample.View);
        await DeleteWarehousesAsync(world);

        var log = await UnprovisionedAsync(world, ProductSample.View);

        Assert.Contains($"WARNING The view '{ProductSample.FullViewName}' stays: workspace 'sales_orders_1' has no SQL warehouse '{Warehouse}', nor the one that made it, to drop it with.", log, StringComparison.Ordinal);
        Assert.True(await ViewExistsAsync(world));
        // Nobody reads through what is left.
        Assert.Equal("", await world.PrivilegesAsync(ProductSample.FullViewName, "sales-developers"));

        // The same once more: now it is in no state.
        log = await UnprovisionedAsync(world, ProductSample.View);
        Assert.Contains($"WARNING The view '{ProductSample.FullViewName}' stays: ", log, StringComparison.Ordinal);

        await SeedWarehouseAsync(world, "first");
        await world.ProvisionAsync(ProductSample.View);
        Assert.Equal("SELECT", await world.PrivilegesAsync(ProductSample.FullViewName, "sales-developers"));

        // Another of the name takes over.
        await DeleteWarehousesAsync(world);
        await SeedWarehouseAsync(world, "second");
        log = await UnprovisionedAsync(world, ProductSample.View);
        Assert.Contains($"INFO The SQL warehouse that made the view '{ProductSample.FullViewName}' does not exist any more: it is dropped with the warehouse '{Warehouse}' (id second).", log, StringComparison.Ordinal);
        Assert.False(await ViewExistsAsync(world));
    }

    [Fact]
    public async Task Unprovision_SchemaThenCatalogDropped_SucceedsAndProvisioningMakesThemAgain()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAllAsync();

        await world.CallAsync("DELETE", "/api/2.1/unity-catalog/schemas/sales_orders_1.published?force=true");
        var log = await UnprovisionedAsync(world, ProductSample.View);
        Assert.Contains($"view 'sales_orders_1.published.orders_view' was deleted outside of the provisioner since the last deployment.", log, StringComparison.Ordinal);
        await world.ProvisionAsync(ProductSample.View);

        await world.CallAsync("DELETE", "/api/2.1/unity-catalog/catalogs/sales_orders_1?force=true");
        log = await UnprovisionedAsync(world, ProductSample.View);
        Assert.Contains($"view 'sales_orders_1.published.orders_view' was deleted outside of the provisioner since the last deployment.", log, StringComparison.Ordinal);
        await UnprovisionedAsync(world, ProductSample.Pipeline);
        Assert.Empty(await world.Databricks.ListAsync("pipelines"));

        await world.ProvisionAsync(ProductSample.Pipeline);
        await world.SeedAsync(ProductSample.SourceTable);
        await world.ProvisionAsync(ProductSample.View);
        await ProductAssertions.IsDeployedAsync(world);
    }

    [Fact]
    public async Task Unprovision_RepoAndObjectDeletedByHand_Succeeds()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAllAsync();
        foreach (var repo in await world.Databricks.ListAsync("repos"))
            await world.CallAsync("DELETE", $"/api/2.0/repos/{repo["id"]}");
        foreach (var pipeline in await world.Databricks.ListAsync("pipelines"))
            await world.CallAsync("DELETE", $"/api/2.0/pipelines/{pipeline["pipeline_id"]}");

        foreach (var (component, thing) in new[] { (ProductSample.Job, "repo '/orders_1/ingest-job/orders'"), (ProductSample.Workflow, "repo '/orders_1/daily-flow/orders'"), (ProductSample.Pipeline, "pipeline 'sales_orders_1_clean-pipeline_development'") })
        {
            var log = await UnprovisionedAsync(world, component, removeData: true);
            Assert.Contains(log.Split('\n'), line => line.StartsWith($"WARNING The {thing} ", StringComparison.Ordinal) && line.EndsWith(" was deleted outside of the provisioner since the last deployment.", StringComparison.Ordinal));
        }


        var state = await world.Databricks.StateAsync();
        Assert.Equal((0, 0, 0), (state["jobs"]!.AsArray().Count, state["pipelines"]!.AsArray().Count, state["repos"]!.AsArray().Count));
        await world.ProvisionAsync(ProductSample.Job, ProductSample.Pipeline);
        await world.ProvisionAsync(ProductSample.Workflow);
        await ProductAssertions.IsDeployedAsync(world);
    }

    [Fact]
    public async Task Unprovision_ManagedWorkspaceDeleted_SucceedsAndProvisioningMakesItAgain()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAllAsync();
        await DeleteWorkspaceAsync(world);

        foreach (var component in ProductSample.All)
            Assert.Contains("INFO The workspace 'sales_orders_1' does not exist, so nothing of the component does.", await UnprovisionedAsync(world, component), StringComparison.Ordinal);

        await world.ProvisionAllAsync();
        await ProductAssertions.IsDeployedAsync(world);
    }

    [Fact]
    public async Task WorkspaceDeletedAndMadeAnewByAnotherComponent_OthersAreProvisionedInTheNewOneAndUnprovisioned()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAllAsync();
        var former = await world.HostAsync();
        await DeleteWorkspaceAsync(world);
        var calls = (await world.Databricks.CallsAsync()).Length;
        await world.ProvisionAsync(ProductSample.Job);

        // Their states still tell of things in the former workspace, whose name nobody knows any more.
        var log = await UnprovisionedAsync(world, ProductSample.View);
        Assert.Contains($"WARNING The workspace that the component was deployed to ({former}) was deleted: what the state tells of it is forgotten.", log, StringComparison.Ordinal);
        Assert.Equal("", await world.PrivilegesAsync(ProductSample.FullViewName, "sales-developers"));
        await world.ProvisionAsync(ProductSample.Pipeline);
        // What somebody has drawn in the new one is protected as ever.
        var drawn = await world.CallAsync("POST", "/api/2.2/jobs/create", new JsonObject { ["name"] = "sales_orders_1_daily-flow_development", ["max_concurrent_runs"] = 9 });
        var refused = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.Workflow]));
        Assert.Contains("override: true", (string?)refused["result"], StringComparison.Ordinal);
        await world.CallAsync("POST", "/api/2.2/jobs/delete", new JsonObject { ["job_id"] = (long)drawn!["job_id"]! });
        await world.ProvisionAsync(ProductSample.Workflow, ProductSample.View);

        await ProductAssertions.IsDeployedAsync(world);
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.ProvisionAsync(ProductSample.All)));
        Assert.DoesNotContain((await world.Databricks.CallsAsync())[calls..], call => (string?)call["host"] == former);
    }

    /// <returns>The log, a line each, with its level. The component's stack is gone, but for a repo that stays.</returns>
    private static async Task<string> UnprovisionedAsync(ProductWorld world, string component, bool removeData = false)
    {
        var status = Assert.Single(await world.RunAsync("/v1/unprovision", [component], removeData: removeData));
        Assert.True((string?)status["status"] == "COMPLETED", status.ToJsonString());
        var log = string.Join('\n', status["logs"]!.AsArray().Select(line => $"{line!["level"]} {line["message"]}"));
        if (removeData || component == ProductSample.View)
            Assert.False(File.Exists(Path.Combine(world.Service.Data, ".pulumi", "stacks", "databricks-provisioner", $"sales.orders.1.{component}.development.json")), log);
        return log;
    }

    private static async Task DeleteWorkspaceAsync(ProductWorld world)
    {
        var id = (string)Assert.Single(await world.Databricks.ListAsync("azureWorkspaces"))["id"]!;
        await world.CallAsync("DELETE", $"{id}?api-version=2026-01-01", host: "management.azure.com");
    }

    private static async Task DeleteWarehousesAsync(ProductWorld world)
    {
        foreach (var warehouse in (await world.CallAsync("GET", "/api/2.0/sql/warehouses"))!["warehouses"]!.AsArray())
            await world.CallAsync("DELETE", $"/api/2.0/sql/warehouses/{warehouse!["id"]}");
    }

    private static async Task SeedWarehouseAsync(ProductWorld world, string id) => await world.SeedAsync(new JsonObject
    {
        ["default"] = false,
        ["workspaces"] = new JsonArray(new JsonObject
        {
            ["name"] = ProductSample.Workspace, ["host"] = await world.HostAsync(), ["warehouses"] = new JsonArray(new JsonObject { ["name"] = Warehouse, ["id"] = id }),
        }),
    }.ToJsonString());

    private static async Task<bool> ViewExistsAsync(ProductWorld world) =>
        (await world.Databricks.ListAsync("tables")).Any(table => (string?)table["full_name"] == ProductSample.FullViewName);
}
