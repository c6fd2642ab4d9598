using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>The sample data product as it is: one component of every kind, in a managed workspace.</summary>
internal static class ProductSample
{
    public const string Job = "ingest-job";
    public const string Pipeline = "clean-pipeline";
    public const string Workflow = "daily-flow";
    public const string View = "orders-view";

    public const string Workspace = "sales_orders_1";
    public const string FullViewName = "sales_orders_1.published.orders_view";

    /// <summary>The table that the sample's pipeline would make when it runs, which an emulated one does not.</summary>
    public const string SourceTable = """
        tables:
          - fullName: sales_orders_1.clean.orders
            columns: [ { name: order_id, type: bigint }, { name: customer, type: string }, { name: amount, type: "decimal(10,2)" } ]
        """;

    public static readonly string[] All = [Job, Pipeline, Workflow, View];

    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml"));

    /// <param name="text">The descriptor, when it is not the sample.</param>
    public static string Request(string component, string? text = null, bool removeData = false) => new JsonObject
    {
        ["descriptorKind"] = "COMPONENT_DESCRIPTOR",
        ["descriptor"] = Regex.Replace(text ?? Text, "componentIdToProvision: .*", $"componentIdToProvision: urn:dmb:cmp:sales:orders:1:{component}", RegexOptions.None, TimeSpan.FromSeconds(1)),
        ["removeData"] = removeData,
    }.ToJsonString();
}
