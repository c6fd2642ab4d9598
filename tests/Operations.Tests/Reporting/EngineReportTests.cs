using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Provisioner.Facts.State;
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
        _report = Report(EngineReport.NotAskedFor);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string, string, string?, string> Steps => new()
    {
        { "create", """{"inputs":{"name":"orders"},"id":"7"}""", null, "Info: Created the job 'orders' (id 7): there was none." },
        { "import", """{"inputs":{"name":"orders"},"id":"7"}""", null, "Info: Took over the job 'orders' (id 7), which was there already." },
        { "update", """{"inputs":{"name":"orders"},"id":"7"}""", """["tasks[0].newCluster.numWorkers","schedule.quartzCronExpression","tasks[1]"]""", "Info: Updated the job 'orders' (id 7) to what the descriptor and the settings say: schedule, tasks." },
        { "same", """{"inputs":{"name":"orders"},"id":"7"}""", null, "Debug: Nothing to do for the job 'orders' (id 7)." },
        { "refresh", "null", null, "Warning: The job 'orders' (id 7) was deleted outside of the provisioner since the last deployment." },
        { "delete", "null", null, "Info: Deleted the job 'orders' (id 7): no longer wanted by the descriptor and the settings." },
        { "create-replacement", """{"inputs":{"name":"orders"},"id":"8"}""", """["name"]""", "Info: Created the job 'orders' (id 8) anew: name cannot be changed in place." },
        { "delete-replaced", "null", null, "Info: Deleted the former job 'orders' (id 7): the change cannot be made in place, a new one follows." },
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
        Receive(Step("resourcePreEvent", "refresh", JobUrn, "databricks:index/job:Job", before, before, null));
        Receive(Step("resOutputsEvent", op, JobUrn, "databricks:index/job:Job", before, after, null));
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

    public static TheoryData<string, string, string, string, string, string> SharedThings => new()
    {
        {
            "create", "azure-native:authorization:RoleAssignment", "workspace-role-developers", "null",
            """{"inputs":{"scope":"subscriptions/s/resourceGroups/g/providers/Microsoft.Databricks/workspaces/sales","roleDefinitionId":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/acdd"},"id":"/x"}""",
            "Info: Set the Azure role 'acdd' of the development group on the workspace 'sales', as the descriptor and the settings say."
        },
        {
            "create", "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment", "workspace-owner", "null", """{"inputs":{"workspaceId":4000000008021947,"permissions":["ADMIN"]},"id":"1|2"}""",
            "Info: Set the membership of the owner in the workspace (id 4000000008021947) to ADMIN, as the descriptor and the settings say."
        },
        {
            "create", "databricks:index/grant:Grant", "catalog-owner", "null", """{"inputs":{"catalog":"sales","principal":"anna","privileges":["USE_CATALOG","CREATE_SCHEMA"]},"id":"catalog/sales/anna"}""",
            "Info: Set the privileges of 'anna' on the catalog 'sales' to CREATE_SCHEMA, USE_CATALOG, as the descriptor and the settings say."
        },
        {
            "create", "databricks:index/grant:Grant", "schema-user-bob", "null", """{"inputs":{"schema":"sales.s","principal":"bob","privileges":["USE_SCHEMA"]},"id":"schema/sales.s/bob"}""",
            "Info: Set the privileges of 'bob' on the schema 'sales.s' to USE_SCHEMA, which reading the view takes."
        },
        {
            "update", "databricks:index/grants:Grants", "view-grants",
            """{"inputs":{"table":"a.b.v","grants":[{"principal":"anna","privileges":["SELECT"]},{"principal":"bob","privileges":["SELECT"]}]},"id":"table/a.b.v"}""",
            """{"inputs":{"table":"a.b.v","grants":[{"principal":"carl","privileges":["SELECT"]},{"principal":"anna","privileges":["SELECT"]}]},"id":"table/a.b.v"}""",
            "Info: Updated the privileges on the view 'a.b.v' to what the descriptor and the settings say: given: carl SELECT; taken away: bob SELECT."
        },
        {
            "refresh", "databricks:index/grants:Grants", "view-grants",
            """{"outputs":{"table":"a.b.v","grants":[{"principal":"anna","privileges":["SELECT"]}]},"id":"table/a.b.v"}""",
            """{"outputs":{"table":"a.b.v","grants":[{"principal":"bob","privileges":["SELECT"]},{"principal":"anna","privileges":["SELECT"]}]},"id":"table/a.b.v"}""",
            "Warning: The privileges on the view 'a.b.v' were changed outside of the provisioner since the last deployment: grants: deployed nothing more, live bob SELECT."
        },
        {
            "create", "databricks:index/permissions:Permissions", "job-permissions", "null",
            """{"inputs":{"jobId":"7","accessControls":[{"userName":"anna","permissionLevel":"CAN_MANAGE"},{"groupName":"devs","permissionLevel":"CAN_VIEW"}]},"id":"/jobs/7"}""",
            "Info: Set the permissions on the job (id 7): anna CAN_MANAGE, devs CAN_VIEW, as the descriptor and the settings say."
        },
        { "create", "databricks:index/directory:Directory", "folder", "null", """{"inputs":{"path":"/a"},"id":"/a"}""", "Info: Created the folder '/a', unless it was there." },
        {
            "create", "databricks:index/sqlTable:SqlTable", "view", "null", """{"inputs":{"catalogName":"a","schemaName":"b","name":"v"},"id":""}""",
            "Info: Created the view 'a.b.v': there was none."
        },
    };

    [Theory]
    [MemberData(nameof(SharedThings))]
    public async Task Receive_SharedThingsAndRights_NamesWhatWhoseAndWhy(string op, string type, string name, string before, string after, string expected)
    {
        var differences = op is "update" or "refresh" ? """["grants[0].principal"]""" : null;
        Receive(Step("resOutputsEvent", op, $"urn:pulumi:s::p::{type}::{name}", type, before, after, differences));
        Assert.Equal([expected], await LinesAsync());
        Assert.Equal(op != "refresh", _report.Changed);
    }

    [Fact]
    public async Task Receive_UpdateWithValues_TellsBoth()
    {
        const string before = """{"outputs":{"name":"orders","maxConcurrentRuns":7,"schedule":null},"id":"7"}""";
        const string after = """{"outputs":{"name":"orders","maxConcurrentRuns":1,"schedule":{"cron":"0 5","note":"","more":null}},"id":"7"}""";
        Receive(Step("resOutputsEvent", "update", JobUrn, "databricks:index/job:Job", before, after, """["maxConcurrentRuns","schedule"]"""));
        Assert.Equal(
            ["Info: Updated the job 'orders' (id 7) to what the descriptor and the settings say: maxConcurrentRuns was 7, is 1; schedule was nothing, is {\"cron\":\"0 5\"}."], await LinesAsync());
    }

    [Theory]
    [InlineData("delete", "Info: Left the folder '/a' in place: what is shared with others is never taken away.")]
    [InlineData("delete-replaced", "Warning: Left the former folder '/a' in place: what is shared with others is never taken away. If nobody wants it any more, take it away by hand.")]
    public async Task Receive_RetainedLeavesTheState_SaysThatItStays(string op, string expected)
    {
        const string type = "databricks:index/directory:Directory";
        var own = new OwnResource { Urn = "urn:pulumi:s::p::databricks:index/directory:Directory::folder", Type = type, Name = "folder", Id = "/a", Retained = true };
        Report(EngineReport.Removed, own).Receive(EngineEvents.Read(Step("resOutputsEvent", op, own.Urn, type, """{"inputs":{"path":"/a"},"id":"/a"}""", "null", null).ToJsonString()));
        Assert.Equal([expected], await LinesAsync());
    }

    [Fact]
    public async Task Receive_StrayTakenOverAndDeleted_SaysWhatFor()
    {
        var report = Report(EngineReport.Removed);
        const string job = """{"inputs":{"name":"orders"},"id":"7"}""";
        report.Receive(EngineEvents.Read(Step("resOutputsEvent", "import", JobUrn, "databricks:index/job:Job", "null", job, null).ToJsonString()));
        report.Receive(EngineEvents.Read(Step("resOutputsEvent", "delete", JobUrn, "databricks:index/job:Job", job, "null", null).ToJsonString()));
        Assert.Equal(
            ["Info: Took over the job 'orders' (id 7), to delete it: it has the component's name.", "Info: Deleted the job 'orders' (id 7): the component is being removed."], await LinesAsync());
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
    public void Failure_ProgramFailsWithTheResource_OnlyTheResourceIsTold()
    {
        Error("", "Running program '/app/provisioner.dll' failed with an unhandled exception:\nGrpc.Core.RpcException: Status(StatusCode=\"Unknown\", Detail=\"resource monitor shut down while waiting on step's done channel\")\n   at Pulumi.GrpcMonitor.RegisterResourceAsync\n");
        Error(JobUrn, "RESOURCE_ALREADY_EXISTS: taken");
        Receive(Step("resOpFailedEvent", "create", JobUrn, "databricks:index/job:Job", "null", """{"inputs":{"name":"orders"}}""", null));

        Assert.Equal(EngineFailureKind.AlreadyExists, _report.Failure()!.Kind);
        Assert.DoesNotContain("unhandled", _report.Failure()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_OnlyTheProgramFails_ItIsTold()
    {
        Error("", "the catalog has no name");
        Assert.StartsWith("the catalog has no name.", _report.Failure()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_NothingFailed_Null() => Assert.Null(_report.Failure());

    private EngineReport Report(string because, params OwnResource[] own) =>
        new(new OperationLog(_store, new Redactor([]), 1), "apply", new OwnState { Resources = own }, because);

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
