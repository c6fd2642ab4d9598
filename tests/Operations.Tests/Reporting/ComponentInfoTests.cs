using System.Text.Json.Nodes;
using Provisioner.Operations.Reporting;

namespace Provisioner.Operations.Tests.Reporting;

public class ComponentInfoTests
{
    [Fact]
    public void Of_Job_WorkspaceAndJobAddress()
    {
        var shown = Shown("""{"workspaceHost":"adb-1.1.azuredatabricks.net","jobId":17}""");
        Assert.Equal(["workspaceURL", "jobURL"], shown.Select(entry => entry.Key));
        Assert.Equal("""{"type":"string","label":"Databricks job","value":"https://adb-1.1.azuredatabricks.net/jobs/17","href":"https://adb-1.1.azuredatabricks.net/jobs/17"}""", Text(shown["jobURL"]));
    }

    [Fact]
    public void Of_OutputPort_TableIdNameAndAddress()
    {
        var shown = Shown("""{"workspaceHost":"h","tableId":"t-1","tableFullName":"a.b.c d"}""");
        Assert.Equal(["tableID", "tableFullName", "tableUrl"], shown.Select(entry => entry.Key));
        Assert.Equal("t-1", (string?)shown["tableID"]!["value"]);
        Assert.Equal("a.b.c d", (string?)shown["tableFullName"]!["value"]);
        Assert.Equal("https://h/explore/data/a/b/c%20d", (string?)shown["tableUrl"]!["value"]);
    }

    [Fact]
    public void Of_Pipeline_PipelineAddress() =>
        Assert.Equal("https://h/pipelines/p-1", (string?)Shown("""{"workspaceHost":"h","pipelineId":"p-1"}""")["pipelineURL"]!["value"]);

    private static JsonObject Shown(string outputs)
    {
        var info = ComponentInfo.Of("stack", JsonNode.Parse(outputs)!.AsObject());
        Assert.Equal("stack", (string?)info["privateInfo"]!["stack"]);
        return info["publicInfo"]!.AsObject();
    }

    private static string Text(JsonNode? node) => node!.ToJsonString();
}
