using System.Text.Json.Nodes;

namespace Provisioner.EndToEnd.Running;

/// <summary>The job of the sample data product, in a workspace that exists, with variations.</summary>
internal sealed record JobSample
{
    public const string Host = "adb-1.1.azuredatabricks.net";

    private static readonly string Text =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml")).Replace("workspace: sales_orders_1", $"workspace: {Host}", StringComparison.Ordinal);

    /// <summary>The last part of the component's id.</summary>
    public string Component { get; init; } = "ingest-job";

    public int Workers { get; init; } = 2;

    public string Environment { get; init; } = "development";

    /// <summary>A tag instead of the branch main.</summary>
    public string? Tag { get; init; }

    public string JobName => $"sales_orders_1_{Component}_{Environment}";

    public string RepoPath => $"/orders_1/{Component}/orders";

    public string Stack => $"sales.orders.1.{Component}.{Environment}";

    public string Descriptor => Text
        .Replace("ingest-job", Component, StringComparison.Ordinal)
        .Replace("_development", $"_{Environment}", StringComparison.Ordinal)
        .Replace("environment: development", $"environment: {Environment}", StringComparison.Ordinal)
        .Replace("numWorkers: 2", $"numWorkers: {Workers}", StringComparison.Ordinal)
        .Replace("gitReference: main\n          gitReferenceType: BRANCH", Tag is null ? "gitReference: main\n          gitReferenceType: BRANCH" : $"gitReference: {Tag}\n          gitReferenceType: TAG", StringComparison.Ordinal);

    public string Request(bool removeData = false) =>
        new JsonObject { ["descriptorKind"] = "COMPONENT_DESCRIPTOR", ["descriptor"] = Descriptor, ["removeData"] = removeData }.ToJsonString();
}
