using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

/// <summary>Rules of <c>Check</c> that the recordings do not show; messages as the real provider's bridge words them.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly BuiltInProviders _source = new();

    public void Dispose() => _source.Dispose();

    [Theory]
    [InlineData("""{"name":"x","nonsense":1}""", "Invalid or unknown key. Examine values at 'job.nonsense'.")]
    [InlineData("""{"name":"x","tasks":[{"taskKey":"a","notebookTask":{"notebookPath":"/n","pth":"y"}}]}""", "Invalid or unknown key. Examine values at 'job.tasks[0].notebookTask.pth'.")]
    [InlineData("""{"name":"x","tasks":[{"notebookTask":{"notebookPath":"/n"}}]}""", "Missing required property 'tasks[0].taskKey'")]
    [InlineData("""{"name":["x"]}""", "Attribute must be a single value, not a list. Examine values at 'job.name'.")]
    [InlineData("""{"name":"x","tags":"y"}""", "Attribute must be a map. Examine values at 'job.tags'.")]
    [InlineData("""{"name":"x","gitSource":"y"}""", "Expected Object Type. Expected object, got string. Examine values at 'job.gitSource'.")]
    [InlineData("""{"name":"x","schedule":{"quartzCronExpression":"q","timezoneId":"UTC","pauseStatus":"ON"}}""", "expected pause_status to be one of [\"PAUSED\" \"UNPAUSED\"], got ON. Examine values at 'job.schedule.pauseStatus'.")]
    [InlineData("""{"name":"x","gitSource":{"url":"https://a/b","branch":"m","tag":"t"}}""", "Conflicting configuration arguments. \"git_source.0.branch\": conflicts with git_source.0.tag. Examine values at 'job.gitSource.branch'.")]
    [InlineData("""{"name":"x","tasks":[{"taskKey":"a","newCluster":{"runtimeEngine":"FAST"}}]}""", "expected runtime_engine to be one of [\"PHOTON\" \"STANDARD\"], got FAST. Examine values at 'job.tasks[0].newCluster.runtimeEngine'.")]
    [InlineData("""{"name":"x","trigger":{"model":{"condition":"MODEL_CREATED"}}}""", "Invalid combination of arguments. \"trigger.0.file_arrival\": one of `trigger.0.file_arrival,trigger.0.periodic,trigger.0.table_update` must be specified. Examine values at 'job.trigger.fileArrival'.")]
    public async Task Check_BadInputs_NamesTheProperty(string inputs, string reason)
    {
        var check = await CheckAsync(inputs);

        Assert.Contains(reason, check.Failures.Select(failure => failure.Reason));
    }

    [Theory]
    [InlineData("""{"name":5}""", """{"__defaults":["maxConcurrentRuns"],"maxConcurrentRuns":1,"name":"5"}""")]
    [InlineData("""{"name":"x","maxConcurrentRuns":"7"}""", """{"__defaults":[],"maxConcurrentRuns":7,"name":"x"}""")]
    [InlineData("""{"name":true,"description":null}""", """{"__defaults":["maxConcurrentRuns"],"maxConcurrentRuns":1,"name":"true"}""")]
    [InlineData("""{"name":"x","queue":{"enabled":"true"}}""", """{"__defaults":["maxConcurrentRuns"],"maxConcurrentRuns":1,"name":"x","queue":{"__defaults":[],"enabled":true}}""")]
    [InlineData("""{"name":"x","maxConcurrentRuns":2,"triggers":[{"continuous":{}}]}""", """{"__defaults":[],"maxConcurrentRuns":2,"name":"x","triggers":[{"__defaults":[],"continuous":{"__defaults":[]}}]}""")]
    [InlineData("""{"name":"x","maxConcurrentRuns":2,"newCluster":{"workloadType":{"clients":{"notebooks":false}}}}""", """{"__defaults":[],"maxConcurrentRuns":2,"name":"x","newCluster":{"__defaults":[],"workloadType":{"__defaults":[],"clients":{"__defaults":["jobs"],"jobs":true,"notebooks":false}}}}""")]
    public async Task Check_OtherTypes_AreConverted(string inputs, string expected)
    {
        var check = await CheckAsync(inputs);

        Assert.Empty(check.Failures);
        Assert.Equal(expected, RecordedValues.Text(check.Inputs));
    }

    [Fact]
    public async Task Check_UnknownsInside_StayUnknown()
    {
        var check = await CheckAsync("""{"name":"04da6b54-80e4-46f7-96ec-b56ff0331ba9","tasks":[{"taskKey":"a","runJobTask":{"jobId":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"}}]}""");

        Assert.Empty(check.Failures);
        Assert.Contains("\"jobId\":\"<unknown>\"", RecordedValues.Text(check.Inputs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NameLeftOut_KeepsTheOldAutomaticName()
    {
        var first = await CheckAsync("{}");
        var again = await CheckAsync("{}", first.Inputs);

        Assert.Matches("^job-[0-9a-f]{7}$", Assert.IsType<StringValue>(first.Inputs["name"]).Value);
        Assert.Equal(first.Inputs, again.Inputs);
    }

    private async Task<CheckResult> CheckAsync(string inputs, PropertyMap? olds = null)
    {
        await using var provider = _source.Create("databricks", "1.110.0", new Dictionary<string, string?>())!;
        return await provider.CheckAsync(
            new CheckRequest("urn", "databricks:index/job:Job", "job", olds ?? PropertyMap.Empty, RecordedValues.Map(JsonNode.Parse(inputs)), []), TestContext.Current.CancellationToken);
    }
}
