using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>What becomes of a view when its name or its table changes.</summary>
public class ViewTests
{
    private const string Renamed = "sales_orders_1.published.orders_seen";

    [Theory]
    [InlineData("")]
    [InlineData("          - { name: amount, dataType: DECIMAL, precision: 10, scale: 2 }\n")]
    public async Task Provision_OtherName_TheFormerViewIsDroppedAndTheReadersStay(string columnsLeftOut)
    {
        await using var world = await StartAsync(ProductSample.SourceTable);
        await world.ProvisionAsync(ProductSample.View);
        var access = await world.Service.AcceptAsync("/v1/updateacl", new JsonObject
        {
            ["refs"] = new JsonArray("user:anna.rossi_company.com"),
            ["provisionInfo"] = new JsonObject { ["request"] = Descriptor(ProductSample.Text), ["result"] = "" },
        }.ToJsonString());
        Assert.Equal("COMPLETED", (string?)(await world.Service.EndedAsync(access))["status"]);
        var renamed = ProductSample.Text.Replace("viewNameOP: orders_view", "viewNameOP: orders_seen", StringComparison.Ordinal);
        if (columnsLeftOut.Length > 0)
            renamed = renamed.Replace(columnsLeftOut, "", StringComparison.Ordinal);

        await world.CompleteAsync("/v1/provision", [ProductSample.View], renamed);

        Assert.Equal([Renamed], await ViewsAsync(world));
        Assert.Equal("SELECT", await world.PrivilegesAsync(Renamed, "anna.rossi@company.com"));
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.CompleteAsync("/v1/provision", [ProductSample.View], renamed)));
    }

    [Fact]
    public async Task Provision_TableWithColumnsThatAreNeverNull_ChangesNothingTheSecondTime()
    {
        await using var world = await StartAsync(ProductSample.SourceTable.Replace("type: bigint", "type: bigint, nullable: false", StringComparison.Ordinal));
        await world.ProvisionAsync(ProductSample.View);

        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.ProvisionAsync(ProductSample.View)));

        var described = ProductSample.Text.Replace("Key of the order", "The key", StringComparison.Ordinal);
        await world.CompleteAsync("/v1/provision", [ProductSample.View], described);
        Assert.Equal("The key", (string?)(await ViewAsync(world))["columns"]![0]!["comment"]);

        described = described.Replace("The customer's view of orders", "Orders as customers see them", StringComparison.Ordinal);
        await world.CompleteAsync("/v1/provision", [ProductSample.View], described);
        Assert.Equal("Orders as customers see them", (string?)(await ViewAsync(world))["comment"]);
        Assert.Equal("SELECT", await world.PrivilegesAsync(ProductSample.FullViewName, "sales-developers"));
    }

    [Fact]
    public async Task Provision_LiveViewWithAnotherComment_IsTakenOverAtOnceAndKeepsItsReaders()
    {
        await using var world = await StartAsync(ProductSample.SourceTable);
        await world.ProvisionAsync(ProductSample.View);
        // Somebody's view from here on: the component knows nothing of it.
        Directory.Delete(Path.Combine(world.Service.Data, ".pulumi", "stacks"), recursive: true);
        await world.CallAsync("PATCH", $"/api/2.1/unity-catalog/permissions/table/{ProductSample.FullViewName}", new JsonObject
        {
            ["changes"] = new JsonArray(new JsonObject { ["principal"] = "account users", ["add"] = new JsonArray("SELECT") }),
        });
        var described = ProductSample.Text.Replace("The customer's view of orders", "Orders as customers see them", StringComparison.Ordinal);

        await world.CompleteAsync("/v1/provision", [ProductSample.View], described);

        Assert.Equal("Orders as customers see them", (string?)(await ViewAsync(world))["comment"]);
        Assert.Equal("SELECT", await world.PrivilegesAsync(ProductSample.FullViewName, "account users"));
    }

    private static string Descriptor(string text) => (string)JsonNode.Parse(ProductSample.Request(ProductSample.View, text))!["descriptor"]!;

    private static async Task<ProductWorld> StartAsync(string table)
    {
        var world = await ProductWorld.StartAsync();
        await world.ProvisionAsync(ProductSample.Job);
        await world.SeedAsync(table);
        return world;
    }

    private static async Task<JsonObject> ViewAsync(ProductWorld world) =>
        (await world.Databricks.ListAsync("tables")).Single(table => (string?)table["full_name"] == ProductSample.FullViewName);

    private static async Task<string[]> ViewsAsync(ProductWorld world) =>
        [.. (await world.Databricks.ListAsync("tables")).Where(table => (string?)table["table_type"] == "VIEW").Select(table => (string)table["full_name"]!)];
}
