using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

public class OutputPortTests
{
    private const string View = "sales_orders_1.published.orders_view";
    private const string FirstColumn = "name: order_id, dataType: BIGINT, description: Key of the order";

    private static readonly string Descriptor = ComponentSamples.Of("orders-view");

    [Fact]
    public async Task TableWithAKey_EveryChangeOfTheViewGoesThroughAndNoneIsMadeTwice()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        // A key's column cannot be null, and Databricks says so of the view's column, too.
        await databricks.SeedAsync("""
            users: [ { userName: bob@company.com } ]
            tables:
              - fullName: sales_orders_1.clean.orders
                columns: [ { name: order_id, type: bigint, nullable: false }, { name: customer, type: string }, { name: amount, type: "decimal(10,2)" } ]
            """);

        foreach (var (old, replacement) in ((string, string)[])
            [("", ""), ("Key of the order", "The key"), ("The customer's view of orders", "Orders for customers"), (FirstColumn, "name: ORDER_ID, dataType: BIGINT"), ("- { name: customer,", "# {")])
        {
            var descriptor = old.Length == 0 ? Descriptor : Descriptor.Replace(old, replacement, StringComparison.Ordinal);
            await CompletesAsync(service, "/v1/provision", Sample.Request(descriptor));
            Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(() => CompletesAsync(service, "/v1/provision", Sample.Request(descriptor)))));
            Assert.Equal(replacement == "# {" ? 2 : 3, (await ViewAsync(databricks))["columns"]!.AsArray().Count);
        }

        await CompletesAsync(service, "/v1/updateacl", ComponentSamples.Access("user:bob_company.com"));
        Assert.False((bool)(await ViewAsync(databricks))["columns"]![0]!["nullable"]!);
    }

    [Fact]
    public async Task AnotherTable_DescriptionsOfColumnsThatTheNewQueryClears_AreBackAtOnce()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        await databricks.SeedAsync("""
            alteredViewsKeepComments: false
            tables:
              - fullName: sales_orders_1.clean.orders_2
                columns: [ { name: order_id, type: bigint }, { name: customer, type: string }, { name: amount, type: "decimal(10,2)" } ]
            """);
        await CompletesAsync(service, "/v1/provision", Sample.Request(Descriptor));

        await CompletesAsync(service, "/v1/provision", Sample.Request(Descriptor.Replace("tableName: orders\n", "tableName: orders_2\n", StringComparison.Ordinal)));

        var view = await ViewAsync(databricks);
        Assert.Contains("orders_2", (string?)view["view_definition"], StringComparison.Ordinal);
        Assert.Equal("Key of the order", (string?)view["columns"]![0]!["comment"]);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" COMMENT 'drawn by hand'", "drawn by hand")]
    public async Task ViewMadeByHandWithAnotherComment_IsTakenOverWithItsReaders(string clause, string? before)
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        await databricks.SeedAsync("users: [ { userName: bob@company.com } ]\nschemas: [ { fullName: sales_orders_1.published } ]");
        var warehouse = (await databricks.ListAsync("warehouses", ComponentSamples.Host))[0]["id"]!;
        await databricks.CallAsync("/api/2.0/sql/statements", new JsonObject
        {
            ["warehouse_id"] = warehouse.DeepClone(), ["wait_timeout"] = "30s",
            ["statement"] = $"CREATE VIEW `sales_orders_1`.`published`.`orders_view` (`order_id`, `customer`, `amount`){clause} AS SELECT `order_id`, `customer`, `amount` FROM `sales_orders_1`.`clean`.`orders`",
        });
        Assert.Equal(before, (string?)(await ViewAsync(databricks))["comment"]);
        await databricks.GrantAsync($"table/{View}", "bob@company.com", "SELECT");

        await CompletesAsync(service, "/v1/provision", Sample.Request(Descriptor));

        Assert.Equal("The customer's view of orders", (string?)(await ViewAsync(databricks))["comment"]);
        Assert.Contains(await databricks.ListAsync("grants", ComponentSamples.Host), grant => grant.ToJsonString() is var text && text.Contains("bob@company.com", StringComparison.Ordinal) && text.Contains("orders_view", StringComparison.Ordinal) && text.Contains("SELECT", StringComparison.Ordinal));
        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(() => CompletesAsync(service, "/v1/provision", Sample.Request(Descriptor)))));
    }

    private static async Task<JsonObject> ViewAsync(EmulatedDatabricks databricks) =>
        Assert.Single(await databricks.ListAsync("tables", ComponentSamples.Host), table => (string?)table["full_name"] == View);

    private static async Task CompletesAsync(RunningService service, string path, string body)
    {
        var (status, token) = await service.PostAsync(path, body);
        Assert.True(status == 202, $"{status} {token}");
        var ended = await service.EndedAsync($"/v1/provision/{token}/status");
        Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
    }
}
