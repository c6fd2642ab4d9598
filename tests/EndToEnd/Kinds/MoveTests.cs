using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>The descriptor names another workspace than the one that the component was deployed to: nothing is left behind unsaid, and nobody else's is touched.</summary>
public class MoveTests
{
    private const string Second = "adb-2.2.azuredatabricks.net";

    private static readonly string Seed = $"workspaces: [ {{ name: first, host: {JobSample.Host}, metastore: main-metastore }}, {{ name: second, host: {Second}, metastore: main-metastore }} ]";

    private static string Unmanaged(string host) => ProductSample.Text.Replace("workspace: sales_orders_1", $"workspace: {host}", StringComparison.Ordinal)
        .Replace("workspaceOP: sales_orders_1", $"workspaceOP: {host}", StringComparison.Ordinal);

    [Fact]
    public async Task Provision_JobInAnotherWorkspace_GoesFromTheFormerOneAndLeavesTheRepo()
    {
        await using var world = await StartAsync();
        await world.CompleteAsync("/v1/provision", [ProductSample.Job], Unmanaged(JobSample.Host));

        var status = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.Job], Unmanaged(Second)));

        Assert.True((string?)status["status"] == "COMPLETED", status.ToJsonString());
        Assert.Equal((0, 1), await CountsAsync(world, "jobs"));
        Assert.Equal((1, 1), await CountsAsync(world, "repos"));
        Assert.Contains(Log(status), line => line.StartsWith("WARNING Left the repo", StringComparison.Ordinal) && line.Contains(JobSample.Host, StringComparison.Ordinal));
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => world.CompleteAsync("/v1/provision", [ProductSample.Job], Unmanaged(Second))));
    }

    [Fact]
    public async Task Provision_OtherWorkspaceRefuses_NothingIsRemoved()
    {
        await using var world = await StartAsync();
        await world.CompleteAsync("/v1/provision", [ProductSample.Job], Unmanaged(JobSample.Host));
        await JobAsync(world, Second);
        await JobAsync(world, Second);

        var status = Assert.Single(await world.RunAsync("/v1/provision", [ProductSample.Job], Unmanaged(Second)));

        Assert.Contains("more than one job is live under the name", (string?)status["result"], StringComparison.Ordinal);
        Assert.Equal((1, 2), await CountsAsync(world, "jobs"));
    }

    [Fact]
    public async Task Provision_AnotherManagedWorkspaceThatIsStillToBeMade_GoesFromTheFormerOne()
    {
        await using var world = await StartAsync();
        await world.ProvisionAsync(ProductSample.Job);
        var former = await world.HostAsync();

        await world.CompleteAsync("/v1/provision", [ProductSample.Job], Unmanaged("sales_orders_2"));

        Assert.Empty(await world.Databricks.ListAsync("jobs", former));
        Assert.Single(await world.Databricks.ListAsync("jobs"));
    }

    [Fact]
    public async Task Unprovision_DescriptorNamesAnotherWorkspace_RemovesWhatWasDeployedAndWhatHasTheNameThere()
    {
        await using var world = await StartAsync();
        await world.CompleteAsync("/v1/provision", [ProductSample.Job], Unmanaged(JobSample.Host));
        await JobAsync(world, Second);

        await world.CompleteAsync("/v1/unprovision", [ProductSample.Job], Unmanaged(Second), removeData: true);

        Assert.Empty(await world.Databricks.ListAsync("jobs"));
        Assert.Empty(await world.Databricks.ListAsync("repos"));
    }

    [Theory]
    [InlineData("https://elsewhere.example.com")]
    [InlineData("never_made")]
    public async Task Unprovision_WorkspaceThatCannotBeWorkedIn_RemovesWhatWasDeployed(string workspace)
    {
        await using var world = await StartAsync();
        await world.CompleteAsync("/v1/provision", [ProductSample.Job], Unmanaged(JobSample.Host));

        await world.CompleteAsync("/v1/unprovision", [ProductSample.Job], Unmanaged(workspace), removeData: true);

        Assert.Empty(await world.Databricks.ListAsync("jobs"));
        Assert.Empty(await world.Databricks.ListAsync("repos"));
    }

    [Fact]
    public async Task Provision_ViewOfAnotherNameInAnotherWorkspace_DropsTheFormerOneAndKeepsItsReaders()
    {
        await using var world = await StartAsync();
        await world.SeedAsync("catalogs: [ { name: sales_orders_1 } ]\nschemas: [ { fullName: sales_orders_1.clean } ]\n" + ProductSample.SourceTable);
        await world.CompleteAsync("/v1/provision", [ProductSample.View], Unmanaged(JobSample.Host));

        await world.CompleteAsync("/v1/provision", [ProductSample.View], Unmanaged(Second).Replace("viewNameOP: orders_view", "viewNameOP: orders_seen", StringComparison.Ordinal));

        var names = (await world.Databricks.ListAsync("tables")).Select(table => (string)table["full_name"]!).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["sales_orders_1.clean.orders", "sales_orders_1.published.orders_seen"], names);
        Assert.Equal("SELECT", await world.PrivilegesAsync("sales_orders_1.published.orders_seen", "sales-developers"));
    }

    private static async Task<ProductWorld> StartAsync()
    {
        var world = await ProductWorld.StartAsync();
        await world.SeedAsync(Seed);
        return world;
    }

    private static Task JobAsync(ProductWorld world, string host) =>
        world.CallAsync("POST", "/api/2.2/jobs/create", new JsonObject { ["name"] = "sales_orders_1_ingest-job_development" }, host);

    private static async Task<(int First, int Second)> CountsAsync(ProductWorld world, string collection) =>
        ((await world.Databricks.ListAsync(collection, JobSample.Host)).Length, (await world.Databricks.ListAsync(collection, Second)).Length);

    private static IEnumerable<string> Log(JsonObject status) => status["logs"]!.AsArray().Select(line => $"{line!["level"]} {line["message"]}");
}
