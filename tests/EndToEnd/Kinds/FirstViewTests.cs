namespace Provisioner.EndToEnd.Kinds;

/// <summary>An output port that is deployed before anything has made its workspace.</summary>
public class FirstViewTests
{
    [Fact]
    public async Task Provision_WorkspaceNotThereYet_MakesItAndTheViewInOneOperation()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.SeedAsync("workspaceInvisibleMs: 300");
        await world.SeedAsync(ProductSample.SourceTable);

        await world.ProvisionAsync(ProductSample.View);

        Assert.Equal("SELECT", await world.PrivilegesAsync(ProductSample.FullViewName, "sales-developers"));
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.ProvisionAsync(ProductSample.View)));
    }

    [Fact]
    public async Task Provision_NewWorkspaceWithoutTheWarehouse_KeepsTheWorkspaceAndSaysWhatToMakeInIt()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.SeedAsync(ProductSample.SourceTable);
        var text = ProductSample.Text.Replace("sqlWarehouseName: main-warehouse", "sqlWarehouseName: view-warehouse", StringComparison.Ordinal);
        var (_, verdict) = await world.Service.PostAsync("/v1/validate", ProductSample.Request(ProductSample.View, text));
        Assert.True((bool)verdict!["valid"]!, verdict.ToJsonString());

        var status = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.View], text));

        Assert.Equal("FAILED", (string?)status["status"]);
        Assert.Equal(
            "The workspace was just made. The component cannot be deployed: dataProduct.components[3].specific.sqlWarehouseName: "
            + "the workspace 'sales_orders_1' has no SQL warehouse named 'view-warehouse'. Make one of that name there, or name one that is there, then try again.",
            (string?)status["result"]);
        Assert.Single(await world.Databricks.ListAsync("azureWorkspaces"));

        await world.SeedAsync($"default: false\nworkspaces: [ {{ name: {ProductSample.Workspace}, host: {await world.HostAsync()}, warehouses: [ {{ name: view-warehouse }} ] }} ]");
        await world.CompleteAsync("/v1/provision", [ProductSample.View], text);
    }

    [Fact]
    public async Task Provision_SourceTableMissingInAnotherWorkspace_MakesNothing()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.SeedAsync("default: false\nworkspaces: [ { name: source, host: adb-7.7.azuredatabricks.net, metastore: main-metastore } ]");
        var text = ProductSample.Text.Replace(" workspace: sales_orders_1", " workspace: adb-7.7.azuredatabricks.net", StringComparison.Ordinal);

        var changes = await world.Databricks.ChangesDuringAsync(async () =>
        {
            var status = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.View], text));
            Assert.Contains("the table 'sales_orders_1.clean.orders' does not exist", (string?)status["result"], StringComparison.Ordinal);
        });

        Assert.Empty(changes);
    }
}
