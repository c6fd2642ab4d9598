using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

/// <summary>The sample's components in workspaces that exist, and requests about them.</summary>
internal static class ComponentSamples
{
    public const string Host = "adb-1.1.azuredatabricks.net";

    public const string OtherHost = "adb-2.2.azuredatabricks.net";

    public const string WorkflowTemplate = "urn:dmb:utm:databricks-workload-workflow-template:1.0.0";

    public static string Of(string component) => Sample.Descriptor
        .Replace("workspaceOP: sales_orders_1", $"workspaceOP: {Host}", StringComparison.Ordinal)
        .Replace("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", $"componentIdToProvision: urn:dmb:cmp:sales:orders:1:{component}", StringComparison.Ordinal);

    /// <summary>The same in another workspace and environment.</summary>
    public static string Elsewhere(string descriptor) => descriptor
        .Replace(Host, OtherHost, StringComparison.Ordinal)
        .Replace("environment: development", "environment: qa", StringComparison.Ordinal)
        .Replace("_development", "_qa", StringComparison.Ordinal);

    public static string Access(params string[] refs) => new JsonObject
    {
        ["refs"] = new JsonArray([.. refs.Select(reference => (JsonNode)reference)]),
        ["provisionInfo"] = new JsonObject { ["request"] = Of("orders-view"), ["result"] = "" },
    }.ToJsonString();

    public static string Reverse(string workflow) => new JsonObject
    {
        ["useCaseTemplateId"] = WorkflowTemplate,
        ["environment"] = "development",
        ["params"] = new JsonObject
        {
            ["environmentSpecificConfig"] = new JsonObject
            {
                ["specific"] = new JsonObject { ["workspace"] = Host, ["workflow"] = new JsonObject { ["settings"] = new JsonObject { ["name"] = workflow } } },
            },
        },
    }.ToJsonString();

    /// <summary>Puts updates of reverse provisioning into a descriptor, as the Coordinator does through the catalogue's entity. JSON is YAML.</summary>
    public static string With(string descriptor, string component, JsonObject updates)
    {
        var document = Provisioner.Descriptors.Yaml.YamlText.ReadMap(descriptor).Map!;
        var entity = document["dataProduct"]!["components"]!.AsArray().Single(one => ((string)one!["id"]!).EndsWith($":{component}", StringComparison.Ordinal))!.AsObject();
        foreach (var (path, value) in updates.Where(update => update.Key.StartsWith("spec.mesh.", StringComparison.Ordinal)))
        {
            var steps = path.Split('.')[2..];
            var at = entity;
            foreach (var step in steps[..^1])
                at = at[step] as JsonObject ?? (JsonObject)(at[step] = new JsonObject());
            at[steps[^1]] = value?.DeepClone();
        }

        return Provisioner.Descriptors.Yaml.YamlText.Write(document);
    }
}
