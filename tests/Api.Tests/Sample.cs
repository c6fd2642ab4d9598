using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests;

/// <summary>The sample data product, its job in a workspace that is given by URL.</summary>
internal static class Sample
{
    public static string Descriptor { get; } =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml"))
            .Replace("workspace: sales_orders_1", "workspace: adb-1.1.azuredatabricks.net", StringComparison.Ordinal);

    public static string Request(string? descriptor = null, string kind = "COMPONENT_DESCRIPTOR", bool? removeData = null)
    {
        var body = new JsonObject { ["descriptorKind"] = kind, ["descriptor"] = descriptor ?? Descriptor };
        if (removeData is { } remove)
            body["removeData"] = remove;
        return body.ToJsonString();
    }
}
