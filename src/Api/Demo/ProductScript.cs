using System.Text.Json.Nodes;

namespace Provisioner.Api.Demo;

/// <summary>The whole sample data product: a component of every kind in a managed workspace, from an empty account. Each claim is checked against the emulator.</summary>
internal sealed class ProductScript(ServiceClient service, EmulatorView emulator, TextWriter output, string sample)
{
    private const string View = "sales_orders_1.published.orders_view";

    /// <summary>An emulated pipeline runs nothing: the table that it would make is put there.</summary>
    private const string SourceTable =
        "tables: [ { fullName: sales_orders_1.clean.orders, columns: [ { name: order_id, type: bigint }, { name: customer, type: string }, { name: amount, type: 'decimal(10,2)' } ] } ]";

    private static readonly string[] First = ["ingest-job", "clean-pipeline"];

    private static readonly string[] Second = ["daily-flow", "orders-view"];

    private int _verified;

    /// <returns>How many claims were verified; all of them, or an exception.</returns>
    /// <exception cref="DemoException">A claim did not hold.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        output.WriteLine("\n== Provision job and pipeline of the sample at the same moment, in a workspace that does not exist yet");
        await RunAsync("/v1/provision", First, cancellationToken);
        var workspace = await OneAsync("azureWorkspaces", row => (string?)row["name"] == "sales_orders_1", "workspace 'sales_orders_1'", cancellationToken);
        await OneAsync("catalogs", row => (string?)row["name"] == "sales_orders_1", "catalog 'sales_orders_1'", cancellationToken);
        await OneAsync("schemas", row => (string?)row["full_name"] == "sales_orders_1.clean", "schema 'sales_orders_1.clean'", cancellationToken);
        await OneAsync("pipelines", row => (string?)row["name"] == "sales_orders_1_clean-pipeline_development", "pipeline", cancellationToken);
        var members = await emulator.ListAsync("workspaceAssignments", cancellationToken);
        Verify($"{members.Count} members of {workspace["properties"]!["workspaceUrl"]}: {string.Join(", ", members.Select(Member))}", members.Count == 2);
        Verify("owner and developers have a role on it in Azure", (await emulator.ListAsync("roleAssignments", cancellationToken)).Count == 2);

        output.WriteLine("\n== The pipeline has run: provision workflow and output port at the same moment");
        await emulator.SeedAsync(SourceTable, cancellationToken);
        await RunAsync("/v1/provision", Second, cancellationToken);
        var flow = await OneAsync("jobs", row => (string?)row["settings"]!["name"] == "sales_orders_1_daily-flow_development", "workflow", cancellationToken);
        Verify($"its {flow["settings"]!["tasks"]!.AsArray().Count} tasks name job, pipeline and warehouse of this workspace", flow["settings"]!["tasks"]!.ToJsonString() is var tasks && !tasks.Contains("901", StringComparison.Ordinal) && !tasks.Contains("0f3a9a1b2c3d4e5f", StringComparison.Ordinal));
        var view = await OneAsync("tables", row => (string?)row["full_name"] == View, $"view '{View}'", cancellationToken);
        Verify($"it selects {string.Join(", ", view["columns"]!.AsArray().Select(column => (string?)column!["name"]))}", view["columns"]!.AsArray().Count == 3);

        output.WriteLine("\n== Provision all four again");
        var before = await emulator.LastCallAsync(cancellationToken);
        await RunAsync("/v1/provision", [.. First, .. Second], cancellationToken);
        var changes = await emulator.ChangesAfterAsync(before, cancellationToken);
        Verify($"{changes.Count} calls changed anything", changes.Count == 0);
        return _verified;
    }

    private static string Member(JsonObject member) => $"{member["principal"]!["user_name"] ?? member["principal"]!["group_name"]} {member["permissions"]![0]}";

    private Task RunAsync(string path, string[] components, CancellationToken cancellationToken) => Task.WhenAll(components.Select(async component =>
    {
        var line = sample.LastIndexOf("componentIdToProvision:", StringComparison.Ordinal);
        var descriptor = $"{sample[..line]}componentIdToProvision: urn:dmb:cmp:sales:orders:1:{component}\n";
        var request = new JsonObject { ["descriptorKind"] = "COMPONENT_DESCRIPTOR", ["descriptor"] = descriptor, ["removeData"] = false };
        var status = await service.RunAsync(path, request, component, cancellationToken);
        Verify($"POST {path} of {component}: {status["status"]}, {status["result"]}", (string?)status["status"] == "COMPLETED");
    }));

    private async Task<JsonObject> OneAsync(string collection, Func<JsonObject, bool> isWanted, string what, CancellationToken cancellationToken)
    {
        var found = (await emulator.ListAsync(collection, cancellationToken)).Where(isWanted).ToList();
        Verify($"there is one {what}", found.Count == 1);
        return found[0];
    }

    private void Verify(string claim, bool holds)
    {
        if (!holds)
            throw new DemoException($"This does not hold: {claim}.");
        Interlocked.Increment(ref _verified);
        output.WriteLine($"   ok {claim}");
    }
}
