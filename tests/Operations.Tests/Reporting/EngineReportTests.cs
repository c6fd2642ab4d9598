using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reporting;
using Provisioner.Operations.Secrets;
using Provisioner.Operations.Store;
using Provisioner.Sdk.Tests.Automation;

namespace Provisioner.Operations.Tests.Reporting;

public sealed class EngineReportTests : IDisposable
{
    private const string JobUrn = "urn:pulumi:s::databricks-provisioner::databricks:index/job:Job::job";

    private readonly TemporaryFolder _folder = new();
    private readonly OperationStore _store;
    private readonly EngineReport _report;

    public EngineReportTests()
    {
        _store = OperationStore.Open(_folder.File("operations.db"), new FakeTimeProvider());
        _store.AcceptAsync(new NewOperation { Kind = OperationKind.Provision, Queue = "s", Request = "{}" }).GetAwaiter().GetResult();
        _report = new EngineReport(new OperationLog(_store, new Redactor([]), 1), "apply");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string, string, string?, string> Steps => new()
    {
        { "create", """{"inputs":{"name":"orders"},"id":"7"}""", null, "Info: Created the job 'orders' (id 7)." },
        { "import", """{"inputs":{"name":"orders"},"id":"7"}""", null, "Info: Took over the job 'orders' (id 7), which was there already." },
        { "update", """{"inputs":{"name":"orders"},"id":"7"}""", """["tasks[0].newCluster.numWorkers","schedule.quartzCronExpression","tasks[1]"]""", "Info: Updated the job 'orders' (id 7): schedule, tasks." },
        { "same", """{"inputs":{"name":"orders"},"id":"7"}""", null, "Debug: Nothing to do for the job 'orders' (id 7)." },
        { "refresh", "null", null, "Warning: The job 'orders' (id 7) was deleted outside of the provisioner since the last deployment." },
        { "delete", "null", null, "Info: Deleted the job 'orders' (id 7)." },
        { "create-replacement", """{"inputs":{"name":"orders"},"id":"8"}""", """["name"]""", "Info: Created the job 'orders' (id 8) anew: name cannot be changed in place." },
        { "delete-replaced", "null", null, "Info: Deleted the former job 'orders' (id 7)." },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Receive_FinishedStep_OneLineInWords(string op, string after, string? differences, string expected)
    {
        Receive(Step("resOutputsEvent", op, JobUrn, "databricks:index/job:Job", """{"inputs":{"name":"orders"},"id":"7"}""", after, differences));
        Assert.Equal([expected], await LinesAsync());
    }

    [Theory]
    [InlineData("delete", "null", "Warning: The job 'orders' (id 7) was deleted outside of the provisioner since the last deployment.")]
    [InlineData("same", """{"inputs":{"name":"orders"},"id":"7"}""", null)]
    public async Task Receive_RefreshByItself_TellsWhatItFoundAndThatNothingChanged(string op, string after, string? expected)
    {
        const string before = """{"inputs":{"name":"orders"},"id":"7"}""";
        _report.Receive(EngineEventReader.Read(Step("resourcePreEvent", "refresh", JobUrn, "databricks:index/job:Job", before, before, null)));
        _report.Receive(EngineEventReader.Read(Step("resOutputsEvent", op, JobUrn, "databricks:index/job:Job", before, after, null)));
        Assert.Equal(expected is null ? [] : [expected], await LinesAsync());
        Assert.False(_report.Changed);
    }

    [Fact]
    public async Task Receive_StepsThatPeopleNeedNotHearOf_NoLine()
    {
        Receive(Step("resOutputsEvent", "create", "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s", "pulumi:pulumi:Stack", "null", """{"id":""}""", null));
        Receive(Step("resOutputsEvent", "create", "urn:pulumi:s::p::pulumi:providers:databricks::workspace", "pulumi:providers:databricks", "null", """{"id":"x"}""", null));
        Receive(Step("resOutputsEvent", "refresh", JobUrn, "databricks:index/job:Job", """{"id":"7"}""", """{"id":"7"}""", null));
        Assert.Empty(await LinesAsync());
    }

    [Fact]
    public async Task Receive_SharedThingsAndPermissions_AreCalledWhatTheyAre()
    {
        Receive(Step("resOutputsEvent", "delete", "urn:pulumi:s::p::databricks:index/directory:Directory::folder", "databricks:index/directory:Directory", """{"inputs":{"path":"/a"},"id":"/a"}""", "null", null));
        Receive(Step("resOutputsEvent", "create", "urn:pulumi:s::p::databricks:index/permissions:Permissions::job-permissions", "databricks:index/permissions:Permissions", "null", """{"inputs":{"jobId":"7"},"id":"/jobs/7"}""", null));
        Assert.Equal(["Info: The folder '/a' is not managed by this component any more; it stays.", "Info: Created the permissions on the job."], await LinesAsync());
        Assert.True(_report.Changed);
    }

    [Fact]
    public void Failure_UpdateRefused_TellsObjectMessageAndWhatToDo()
    {
        // Recorded of the real engine: the bridge logs the failure twice, the second time with its place.
        Error(JobUrn, "  sdk-v2/provider2.go:571: sdk.helper_schema: cannot update job: User does not have permission: provider=databricks@1.110.0\n");
        Error(JobUrn, $"1 error occurred:\n\t* updating {JobUrn}: 1 error occurred:\n\t* cannot update job: User does not have permission\n\n\n\n\n");
        Receive(Step("resOpFailedEvent", "update", JobUrn, "databricks:index/job:Job", """{"inputs":{"name":"orders"},"id":"7"}""", """{"inputs":{"name":"orders"},"id":"7"}""", null));
        Error("", "update failed\n");

        Assert.Equal(
            new EngineFailure(
                EngineFailureKind.Other,
                "The job 'orders' (id 7) could not be updated: cannot update job: User does not have permission. Give the deploy user the right that is missing, then try again."),
            _report.Failure());
    }

    [Fact]
    public void Failure_CheckRefuses_TellsTheResource()
    {
        Error(JobUrn, "max_concurrent_runs: strconv.ParseInt: parsing \"many\": invalid syntax\n");
        Error("", "update failed\n");
        Assert.StartsWith("The job 'job' is not right: max_concurrent_runs:", _report.Failure()!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Catalog 'sales' already exists", EngineFailureKind.AlreadyExists)]
    [InlineData("RESOURCE_ALREADY_EXISTS: taken", EngineFailureKind.AlreadyExists)]
    [InlineData("Cluster spec is not valid", EngineFailureKind.Other)]
    public void Failure_Race_IsToldApart(string message, EngineFailureKind kind)
    {
        Error(JobUrn, message);
        Receive(Step("resOpFailedEvent", "create", JobUrn, "databricks:index/job:Job", "null", """{"inputs":{"name":"orders"}}""", null));
        Assert.Equal(kind, _report.Failure()!.Kind);
    }

    [Fact]
    public void Failure_NothingFailed_Null() => Assert.Null(_report.Failure());

    private static JsonObject Step(string kind, string op, string urn, string type, string before, string after, string? differences)
    {
        var metadata = new JsonObject { ["op"] = op, ["urn"] = urn, ["type"] = type, ["provider"] = "", ["old"] = State(before, urn, type), ["new"] = State(after, urn, type) };
        if (differences is not null)
        {
            metadata["detailedDiff"] = new JsonObject(JsonNode.Parse(differences)!.AsArray().Select(path =>
                KeyValuePair.Create((string)path!, (JsonNode?)new JsonObject { ["diffKind"] = "update", ["inputDiff"] = false })));
        }

        return new JsonObject { ["sequence"] = 1, ["timestamp"] = 1, [kind] = new JsonObject { ["metadata"] = metadata } };
    }

    private static JsonObject? State(string text, string urn, string type)
    {
        if (JsonNode.Parse(text) is not JsonObject state)
            return null;
        state["urn"] = urn;
        state["type"] = type;
        state["parent"] = "";
        state["provider"] = "";
        state["id"] ??= "";
        state["inputs"] ??= new JsonObject();
        state["outputs"] ??= new JsonObject();
        return state;
    }

    private void Error(string urn, string message) => Receive(new JsonObject
    {
        ["sequence"] = 1, ["timestamp"] = 1,
        ["diagnosticEvent"] = new JsonObject { ["urn"] = urn, ["prefix"] = "error: ", ["message"] = message, ["color"] = "never", ["severity"] = "error" },
    });

    private void Receive(JsonObject engineEvent) => _report.Receive(EngineEvents.Read(engineEvent.ToJsonString()));

    private async Task<IEnumerable<string>> LinesAsync()
    {
        // Everything that was posted before has been written when this is.
        await _store.NoteAttemptAsync(1, null);
        return _store.Logs(1).Select(line => $"{line.Severity}: {line.Message}");
    }
}
