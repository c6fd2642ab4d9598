using System.Text.Json.Nodes;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Reporting;

/// <summary>Makes <c>info</c> and <c>result</c> from a stack's outputs.</summary>
internal static class ComponentInfo
{
    public static JsonObject Of(string stack, JsonObject outputs)
    {
        var shown = new JsonObject();
        var host = Text(outputs, OutputNames.WorkspaceHost);
        if (host is not null && Text(outputs, OutputNames.TableFullName) is null)
            shown["workspaceURL"] = Entry("Databricks workspace", $"https://{host}", $"https://{host}");
        if (host is not null && Text(outputs, OutputNames.JobId) is { } job)
            shown["jobURL"] = Entry("Databricks job", Address(host, "jobs", job), Address(host, "jobs", job));
        if (host is not null && Text(outputs, OutputNames.PipelineId) is { } pipeline)
            shown["pipelineURL"] = Entry("Databricks pipeline", Address(host, "pipelines", pipeline), Address(host, "pipelines", pipeline));
        if (Text(outputs, OutputNames.TableFullName) is { } table)
        {
            var address = host is null ? null : $"https://{host}/explore/data/{string.Join('/', table.Split('.').Select(Uri.EscapeDataString))}";
            shown["tableID"] = Entry("Table id", Text(outputs, OutputNames.TableId) ?? "", null);
            shown["tableFullName"] = Entry("Table", table, address);
            if (address is not null)
                shown["tableUrl"] = Entry("Table in the catalog explorer", address, address);
        }

        return new JsonObject { ["publicInfo"] = shown, ["privateInfo"] = new JsonObject { ["stack"] = stack, ["outputs"] = outputs.DeepClone() } };
    }

    /// <summary>Job and pipeline ids are numbers in some states.</summary>
    public static string? Text(JsonObject outputs, string name) => outputs[name] switch
    {
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    private static string Address(string host, string kind, string id) => $"https://{host}/{kind}/{Uri.EscapeDataString(id)}";

    private static JsonObject Entry(string label, string value, string? address)
    {
        var entry = new JsonObject { ["type"] = "string", ["label"] = label, ["value"] = value };
        if (address is not null)
            entry["href"] = address;
        return entry;
    }
}
