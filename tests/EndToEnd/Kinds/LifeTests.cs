using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>All four kinds through their lives, with what others own and grant around them.</summary>
public class LifeTests
{
    private const string Colleague = "colleague@company.com";

    [Fact]
    public async Task AllKinds_CreatedAgainChangedDeletedByHandUnprovisioned_LeaveWhatIsNotTheirs()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAllAsync();
        await ProductAssertions.IsDeployedAsync(world);

        await AddForeignThingsAsync(world);
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.ProvisionAsync(ProductSample.All)));

        await ChangeAsync(world);
        await DeleteByHandAsync(world);
        await UnprovisionAsync(world);
        await world.ProvisionAsync(ProductSample.Job, ProductSample.Pipeline);
        await world.ProvisionAsync(ProductSample.Workflow, ProductSample.View);
        await ForeignThingsAreThereAsync(world);
    }

    private static async Task ChangeAsync(ProductWorld world)
    {
        var before = await IdsAsync(world);
        var changed = ProductSample.Text
            .Replace("numWorkers: 2", "numWorkers: 4", StringComparison.Ordinal)
            .Replace("maxWorkers: 3", "maxWorkers: 5", StringComparison.Ordinal)
            .Replace("override: false", "override: true", StringComparison.Ordinal)
            .Replace("max_concurrent_runs: 1", "max_concurrent_runs: 3", StringComparison.Ordinal)
            .Replace("          - { name: amount, dataType: DECIMAL, precision: 10, scale: 2 }\n", "", StringComparison.Ordinal)
            .Replace("The customer's name", "Another `name`; DROP TABLE x", StringComparison.Ordinal);

        await world.CompleteAsync("/v1/provision", ProductSample.All, changed);

        Assert.Equal(before, await IdsAsync(world));
        var state = await world.Databricks.StateAsync();
        var job = Job(state, "sales_orders_1_ingest-job_development");
        Assert.Equal(4, (int)job["settings"]!["tasks"]![0]!["new_cluster"]!["num_workers"]!);
        Assert.Equal(3, (int)Job(state, "sales_orders_1_daily-flow_development")["settings"]!["max_concurrent_runs"]!);
        Assert.Equal(5, (int)state["pipelines"]![0]!["spec"]!["clusters"]![0]!["autoscale"]!["max_workers"]!);
        var view = state["tables"]!.AsArray().Single(table => (string?)table!["full_name"] == ProductSample.FullViewName)!;
        Assert.Equal(["order_id", "customer"], view["columns"]!.AsArray().Select(column => (string)column!["name"]!));
        Assert.Equal("Another `name`; DROP TABLE x", (string?)view["columns"]![1]!["comment"]);
        Assert.Equal("APPLY_TAG", await world.PrivilegesAsync(ProductSample.FullViewName, Colleague));
        // Back again: what is live is only overwritten when the descriptor says so.
        var refused = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.Workflow]));
        Assert.Contains("override: true", (string?)refused["result"], StringComparison.Ordinal);
        await world.CompleteAsync("/v1/provision", ProductSample.All, ProductSample.Text.Replace("override: false", "override: true", StringComparison.Ordinal));
    }

    private static async Task DeleteByHandAsync(ProductWorld world)
    {
        foreach (var job in await world.Databricks.ListAsync("jobs"))
            await world.CallAsync("POST", "/api/2.2/jobs/delete", new JsonObject { ["job_id"] = (long)job["job_id"]! });
        foreach (var pipeline in await world.Databricks.ListAsync("pipelines"))
            await world.CallAsync("DELETE", $"/api/2.0/pipelines/{pipeline["pipeline_id"]}");
        await world.CallAsync("DELETE", $"/api/2.1/unity-catalog/tables/{ProductSample.FullViewName}");

        await world.ProvisionAsync(ProductSample.Job, ProductSample.Pipeline);
        await world.ProvisionAsync(ProductSample.Workflow, ProductSample.View);

        var state = await world.Databricks.StateAsync();
        Assert.Equal((2, 1), (state["jobs"]!.AsArray().Count, state["pipelines"]!.AsArray().Count));
        Assert.Equal("SELECT", await world.PrivilegesAsync(ProductSample.FullViewName, "sales-developers"));
        await ForeignThingsAreThereAsync(world);
    }

    private static async Task UnprovisionAsync(ProductWorld world)
    {
        await world.CompleteAsync("/v1/unprovision", ProductSample.All);
        var state = await world.Databricks.StateAsync();
        Assert.Equal((0, 0, 3), (state["jobs"]!.AsArray().Count, state["pipelines"]!.AsArray().Count, state["repos"]!.AsArray().Count));
        Assert.DoesNotContain(state["tables"]!.AsArray(), table => (string?)table!["full_name"] == ProductSample.FullViewName);

        await world.CompleteAsync("/v1/unprovision", ProductSample.All, removeData: true);
        Assert.Empty(await world.Databricks.ListAsync("repos"));
        await ForeignThingsAreThereAsync(world);
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.CompleteAsync("/v1/unprovision", ProductSample.All, removeData: true)));
    }

    private static async Task AddForeignThingsAsync(ProductWorld world)
    {
        await world.SeedAsync($"users: [ {{ userName: {Colleague} }} ]");
        await GrantAsync(world, "catalog/sales_orders_1", Colleague, "USE_CATALOG", "CREATE_SCHEMA");
        await GrantAsync(world, "catalog/sales_orders_1", "sales-developers", "CREATE_SCHEMA");
        await GrantAsync(world, "schema/sales_orders_1.clean", Colleague, "USE_SCHEMA");
        await GrantAsync(world, $"table/{ProductSample.FullViewName}", Colleague, "APPLY_TAG");
        await world.CallAsync("POST", "/api/2.0/workspace/import", new JsonObject { ["path"] = "/orders_1/ingest-job/notes", ["format"] = "SOURCE", ["language"] = "PYTHON", ["content"] = "cHJpbnQoMSk=" });
        var user = (await world.Databricks.ListAsync("users")).Single(one => (string?)one["userName"] == Colleague)["id"];
        var workspace = (await world.Databricks.ListAsync("workspaces")).Single(one => (string?)one["workspace_name"] == ProductSample.Workspace)["workspace_id"];
        await world.CallAsync(
            "PUT", $"/api/2.0/accounts/emulator/workspaces/{workspace}/permissionassignments/principals/{user}", new JsonObject { ["permissions"] = new JsonArray("USER") }, "accounts.azuredatabricks.net");
    }

    private static async Task ForeignThingsAreThereAsync(ProductWorld world)
    {
        Assert.Equal("CREATE_SCHEMA,USE_CATALOG", await world.PrivilegesAsync("sales_orders_1", Colleague));
        Assert.Equal("CREATE_SCHEMA,USE_CATALOG", await world.PrivilegesAsync("sales_orders_1", "sales-developers"));
        Assert.Equal("USE_SCHEMA", await world.PrivilegesAsync("sales_orders_1.clean", Colleague));
        var state = await world.Databricks.StateAsync();
        Assert.Contains(state["objects"]!.AsArray(), one => (string?)one!["path"] == "/orders_1/ingest-job/notes");
        Assert.Equal(
            (1, 1, 3, 2, 1),
            (state["azureWorkspaces"]!.AsArray().Count, state["catalogs"]!.AsArray().Count, state["workspaceAssignments"]!.AsArray().Count, state["roleAssignments"]!.AsArray().Count, state["gitCredentials"]!.AsArray().Count));
    }

    private static Task GrantAsync(ProductWorld world, string securable, string principal, params string[] privileges) => world.CallAsync(
        "PATCH", $"/api/2.1/unity-catalog/permissions/{securable}",
        new JsonObject { ["changes"] = new JsonArray(new JsonObject { ["principal"] = principal, ["add"] = new JsonArray([.. privileges.Select(name => (JsonNode)name)]) }) });

    private static async Task<string> IdsAsync(ProductWorld world)
    {
        var state = await world.Databricks.StateAsync();
        return string.Join(' ', state["jobs"]!.AsArray().Select(job => $"{job!["job_id"]}").Concat(state["pipelines"]!.AsArray().Select(pipeline => $"{pipeline!["pipeline_id"]}")));
    }

    private static JsonNode Job(JsonObject state, string name) => state["jobs"]!.AsArray().Single(job => (string?)job!["settings"]!["name"] == name)!;
}
