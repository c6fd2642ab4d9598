using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Subjects;
using Provisioner.Descriptors.Workspaces;
using Provisioner.ReverseReader.Overwrite;

namespace Provisioner.ReverseReader.Tests.Overwrite;

public class WorkflowOverwriteCheckTests
{
    private const string Requested = """
        {"name":"flow","tasks":[{"task_key":"a","run_job_task":{"job_id":901}},{"task_key":"b","depends_on":[{"task_key":"a"}],"notebook_task":{"notebook_path":"/n","source":"WORKSPACE","warehouse_id":"old"}}],"max_concurrent_runs":1}
        """;

    // The same workflow as the API answers it in another workspace: other ids, server defaults, another order.
    private const string Same = """
        {"name":"flow","format":"MULTI_TASK","email_notifications":{"no_alert_for_skipped_runs":false},"webhook_notifications":{},"timeout_seconds":0,"max_concurrent_runs":1,"run_as":{"user_name":"x"},
         "tasks":[{"task_key":"b","run_if":"ALL_SUCCESS","depends_on":[{"task_key":"a"}],"notebook_task":{"notebook_path":"/n","warehouse_id":"new"},"timeout_seconds":0,"email_notifications":{}},{"task_key":"a","run_job_task":{"job_id":5},"webhook_notifications":{}}]}
        """;

    private const string Other = """{"name":"flow","max_concurrent_runs":3,"tasks":[{"task_key":"a","run_job_task":{"job_id":5}}]}""";

    private const string Empty = """{"name":"flow"}""";

    // What a template writes before anything was drawn, and a workflow of which all tasks are gone.
    private const string Blank = """{"name":"flow","format":"MULTI_TASK","max_concurrent_runs":1,"tasks":null,"continuous":null,"email_notifications":{"on_failure":null,"on_start":[]},"webhook_notifications":{"on_failure":null}}""";
    private const string Taskless = """{"name":"flow","timeout_seconds":15,"tasks":[]}""";

    public enum Outcome
    {
        Allowed,
        Refused,
    }

    [Theory]
    [InlineData(null, Requested, false, true, Outcome.Allowed)]
    [InlineData(null, Empty, false, false, Outcome.Allowed)]
    [InlineData(Same, Requested, false, true, Outcome.Allowed)]
    [InlineData(Same, Requested, false, false, Outcome.Allowed)]
    [InlineData(Empty, Empty, false, true, Outcome.Allowed)]
    [InlineData(Other, Requested, true, true, Outcome.Allowed)]
    [InlineData(Other, Requested, true, false, Outcome.Allowed)]
    [InlineData(Other, Empty, true, true, Outcome.Allowed)]
    [InlineData(Other, Requested, false, true, Outcome.Refused)]
    [InlineData(Other, Empty, false, true, Outcome.Refused)]
    [InlineData(Empty, Requested, false, true, Outcome.Refused)]
    [InlineData(Other, Empty, false, false, Outcome.Refused)]
    [InlineData(Other, Requested, false, false, Outcome.Allowed)]
    [InlineData(Other, Blank, false, false, Outcome.Refused)]
    [InlineData(Other, Taskless, false, false, Outcome.Refused)]
    [InlineData(Other, Taskless, true, false, Outcome.Allowed)]
    [InlineData(Taskless, Blank, false, false, Outcome.Refused)]
    [InlineData(Blank, Taskless, false, false, Outcome.Allowed)]
    [InlineData(Empty, Blank, false, true, Outcome.Allowed)]
    [InlineData(Empty, Requested, false, false, Outcome.Allowed)]
    public void Decide_EachBranch_AsTheRequirementsSay(string? live, string requested, bool overwrite, bool development, Outcome expected)
    {
        var verdict = WorkflowOverwriteCheck.Decide(live is null ? null : Live(live), Component(requested, overwrite, development));

        Assert.Equal(expected, verdict is OverwriteVerdict.Allowed ? Outcome.Allowed : Outcome.Refused);
    }

    [Fact]
    public void Decide_Refused_ListsPathLiveAndRequested()
    {
        var refused = Assert.IsType<OverwriteVerdict.Refused>(WorkflowOverwriteCheck.Decide(Live(Other), Component(Requested, false, true)));

        Assert.Equal(["max_concurrent_runs", "tasks[b]"], refused.Differences.Select(difference => difference.Path));
        Assert.Contains("- max_concurrent_runs: live 3, requested 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("tasks[b]: live nothing", refused.Message, StringComparison.Ordinal);
        Assert.Contains("override: true", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ManyDifferences_ListsTwentyAndCountsTheRest()
    {
        var tasks = string.Join(',', Enumerable.Range(0, 30).Select(i => $$$"""{"task_key":"t{{{i}}}","notebook_task":{"notebook_path":"/x"}}"""));
        var refused = Assert.IsType<OverwriteVerdict.Refused>(WorkflowOverwriteCheck.Decide(Live($$"""{"tasks":[{{tasks}}]}"""), Component(Empty, false, false)));

        Assert.Equal(20, refused.Message.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)));
        Assert.EndsWith("… and 10 more.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"max_concurrent_runs":1}""", """{}""", 0)]
    [InlineData("""{"max_concurrent_runs":2}""", """{}""", 1)]
    [InlineData("""{"max_concurrent_runs":2}""", """{"max_concurrent_runs":1}""", 1)]
    [InlineData("""{}""", """{"timeout_seconds":0,"tasks":[]}""", 0)]
    [InlineData("""{}""", """{"timeout_seconds":60}""", 1)]
    [InlineData("""{"schedule":{"quartz_cron_expression":"0 0 5 * * ?","timezone_id":"UTC","pause_status":"PAUSED"}}""", """{"schedule":{"quartz_cron_expression":"0 0 5 * * ?","timezone_id":"UTC"}}""", 1)]
    [InlineData("""{"tasks":[{"task_key":"a","existing_cluster_id":"c1"}]}""", """{"tasks":[{"task_key":"a","existing_cluster_id":"c2"}]}""", 1)]
    [InlineData("""{"tasks":[{"task_key":"a","spark_python_task":{"python_file":"f","parameters":["x","y"]}}]}""", """{"tasks":[{"task_key":"a","spark_python_task":{"python_file":"f","parameters":["y","x"]}}]}""", 2)]
    [InlineData("""{"tasks":[{"task_key":"l","for_each_task":{"inputs":"[]","task":{"task_key":"a","run_job_task":{"job_id":5}}}}]}""", """{"tasks":[{"task_key":"l","for_each_task":{"inputs":"[]","task":{"task_key":"a","run_job_task":{"job_id":901}}}}]}""", 0)]
    [InlineData("""{"tasks":[{"task_key":"b","dashboard_task":{"dashboard_id":"d","warehouse_id":"new"}}]}""", """{"tasks":[{"task_key":"b","dashboard_task":{"dashboard_id":"d","warehouse_id":"old"}}]}""", 0)]
    [InlineData("""{"tasks":[{"task_key":"a","for_each_task":{"inputs":"[]","task":{"task_key":"i","run_job_task":{"job_id":5}}}}]}""", """{"tasks":[{"task_key":"a","for_each_task":{"inputs":"[]","task":{"task_key":"i","run_job_task":{"job_id":901}}}}]}""", 0)]
    public void Differences_OneSide_OnlyWhatMatters(string live, string requested, int count) =>
        Assert.Equal(count, WorkflowOverwriteCheck.Differences(Live(live), Component(requested, false, true)).Count);

    private static LiveWorkflow Live(string settings) => new(
        JsonNode.Parse(settings)!.AsObject(),
        new Dictionary<(WorkflowReferenceType, string), string> { [(WorkflowReferenceType.Job, "5")] = "ingest", [(WorkflowReferenceType.Warehouse, "new")] = "main" });

    private static WorkflowComponent Component(string settings, bool overwrite, bool development)
    {
        Assert.True(ComponentId.TryParse("urn:dmb:cmp:sales:orders:1:flow", out var id));
        return new WorkflowComponent
        {
            Id = id, DisplayName = "Flow", Description = "", ObjectName = "flow", Override = overwrite, Settings = JsonNode.Parse(settings)!.AsObject(),
            DataProduct = new DataProduct
            {
                Id = "dp", Name = "Orders", Domain = "sales", Version = "1.0.0", Environment = development ? "development" : "production", IsDevelopment = development,
                Owner = Subject.Parse("user:a_b.com").Subject!, DevelopmentGroup = (GroupSubject)Subject.ParseGroup("dev").Subject!,
            },
            Workspace = new UnmanagedWorkspace("adb-1.1.azuredatabricks.net", Cloud.Azure), Git = new GitRepository { Url = "https://github.com/a/b.git" },
            Path = "", RepoPath = null!, References =
            [
                new WorkflowTaskReference { TaskKey = "a", Type = WorkflowReferenceType.Job, OriginalId = "901", Name = "ingest", Path = "" },
                new WorkflowTaskReference { TaskKey = "b", Type = WorkflowReferenceType.Warehouse, OriginalId = "old", Name = "main", Path = "" },
            ],
        };
    }
}
