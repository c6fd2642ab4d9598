using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Workflows;

namespace Provisioner.Stacks.Tests.Workflows;

public class WorkflowProgramTests
{
    private const string Settings = "dataProduct.components[2].specific.workflow.settings";
    private const string Parameters = "parameters: [ { name: day, default: \"\" } ]";

    /// <summary>What the API was sent by the real provider and the arguments that it made of it (recorded): our arguments for the same settings.</summary>
    [Fact]
    public void Of_SettingsThatTheRealProviderSent_AreTheArgumentsItWasGiven()
    {
        var recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Workflows", "recorded-workflow.json")))!;
        var problems = new List<Descriptors.Problems.Problem>();

        var arguments = WorkflowArguments.Of(recorded["api"]!.AsObject(), Sample.Workflow(), problems);

        Assert.Empty(problems);
        var inputs = recorded["inputs"]!.AsObject();
        // The API is not told what says nothing.
        inputs.Remove("timeoutSeconds");
        inputs["tasks"]![0]!["pipelineTask"]!.AsObject().Remove("fullRefresh");
        Assert.True(JsonNode.DeepEquals(inputs, JsonSerializer.SerializeToNode(arguments)), JsonSerializer.Serialize(arguments));
    }

    [Fact]
    public async Task Run_GitSourceOfTheApi_LosesItsPrefixes()
    {
        var run = await Sample.Run(Sample.Workflow((Parameters, "git_source: { git_url: https://x/y, git_provider: gitHub, git_branch: main }")), Sample.WorkflowFacts);

        var source = run[ResourceTypes.Job, ResourceNames.Job].Inputs["gitSource"]!;
        Assert.Equal(("https://x/y", "gitHub", "main"), ((string?)source["url"], (string?)source["provider"], (string?)source["branch"]));
    }

    [Fact]
    public async Task Run_WhatATemplateLeavesBlank_IsNotSent()
    {
        var run = await Sample.Run(
            Sample.Workflow(
                (Parameters, "continuous: null\n            trigger: { file_arrival: { url: null } }"),
                ("email_notifications: { no_alert_for_skipped_runs: false }", "email_notifications: { on_failure: null, on_start: [] }"),
                ("webhook_notifications: {}", "webhook_notifications: { on_failure: null }")),
            Sample.WorkflowFacts);

        Assert.Empty(run[ResourceTypes.Job, ResourceNames.Job].Inputs.Select(input => input.Key).Intersect(["continuous", "emailNotifications", "webhookNotifications", "trigger"]));
    }

    [Fact]
    public async Task Run_RunAsPrincipal_WinsOverTheSettings()
    {
        var workflow = Sample.Workflow((Parameters, "run_as: { user_name: somebody }"));

        var own = await Sample.Run(workflow, Sample.WorkflowFacts);
        var other = await Sample.Run(workflow, Sample.WorkflowFacts with { Identities = Sample.Identities with { RunAs = Sample.RunAs } });

        Assert.Equal("""{"userName":"somebody"}""", own[ResourceTypes.Job, ResourceNames.Job].Inputs["runAs"]!.ToJsonString());
        Assert.Equal($$"""{"servicePrincipalName":"{{Sample.RunAsId}}"}""", other[ResourceTypes.Job, ResourceNames.Job].Inputs["runAs"]!.ToJsonString());
    }

    [Fact]
    public async Task Run_TasksInAnyOrder_ComeInTheOrderThatTheProviderKeeps()
    {
        var run = await Sample.Run(Sample.Workflow(("task_key: report", "task_key: a_report"), ("taskKey: report", "taskKey: a_report")), Sample.WorkflowFacts);

        Assert.Equal(["a_report", "clean", "ingest"], run[ResourceTypes.Job, ResourceNames.Job].Inputs["tasks"]!.AsArray().Select(task => (string)task!["taskKey"]!));
    }

    [Fact]
    public async Task Run_ContinuousWithoutFields_IsKept() =>
        Assert.True((await Sample.Run(Sample.Workflow((Parameters, "continuous: {}")), Sample.WorkflowFacts))[ResourceTypes.Job, ResourceNames.Job].Inputs.ContainsKey("continuous"));

    [Theory]
    [InlineData("shiny_new_setting: 1", Settings + ".shiny_new_setting")]
    [InlineData("queue2: { enabled: true }", Settings + ".queue2")]
    [InlineData("always_running: true", Settings + ".always_running")]
    [InlineData("control_run_state: true", Settings + ".control_run_state")]
    [InlineData("url: https://x/y", Settings + ".url")]
    [InlineData("schedule: { quartz_cron_expression: x, timezone_id: UTC, colour: red }", Settings + ".schedule.colour")]
    [InlineData("max_retries: many", Settings + ".max_retries")]
    [InlineData("schedule: daily", Settings + ".schedule")]
    [InlineData("parameters: { a: b }", Settings + ".parameters")]
    [InlineData("parameters: [ { name: a, default: b, kind: c } ]", Settings + ".parameters[0].kind")]
    public void Check_SettingThatIsUnknownOrIllTyped_IsAProblemWithItsPath(string setting, string path)
    {
        var workflow = Sample.Workflow((Parameters, setting));

        Assert.Equal([path], WorkflowArguments.Check(workflow).Select(problem => problem.Path));
        Assert.Equal([path], Stacks.Programs.StackPrograms.Create(workflow, Sample.WorkflowFacts, Sample.Settings).Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Create_NamesMissingAndAmbiguous_AreAllListed()
    {
        var facts = Sample.WorkflowFacts with { ResolvedNames = [new ResolvedName(ResolvedKind.Pipeline, "sales_orders_1_clean-pipeline_development", ["a", "b"])] };

        var problems = Sample.Problems(Sample.Workflow(), facts);

        Assert.Equal(3, problems.Count);
        Assert.Contains("the job 'sales_orders_1_ingest-job_development', which the target workspace does not have", problems[0], StringComparison.Ordinal);
        Assert.Contains("of which the target workspace has 2: a, b", problems[1], StringComparison.Ordinal);
        Assert.Contains("the warehouse 'main-warehouse'", problems[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Program_LeavesTheComponentsSettingsAsTheyAre()
    {
        var workflow = Sample.Workflow();
        var before = workflow.Settings.ToJsonString();

        Sample.Program(workflow, Sample.WorkflowFacts);

        Assert.Equal(before, workflow.Settings.ToJsonString());
    }

    [Theory]
    [InlineData("each")]
    [InlineData("ingest")]
    public async Task Run_NestedTask_GetsTheIdOfTheTargetWorkspaceToo(string taskKey)
    {
        var workflow = Sample.Workflow((
            "run_job_task: { job_id: 901 }",
            "for_each_task: { inputs: \"[1]\", task: { task_key: each, run_job_task: { job_id: 901 } } }"), ("{ taskKey: ingest, ref", $"{{ taskKey: {taskKey}, ref"));

        var run = await Sample.Run(workflow, Sample.WorkflowFacts);

        Assert.Equal(722254432318907, (double)run[ResourceTypes.Job, ResourceNames.Job].Inputs["tasks"]![1]!["forEachTask"]!["task"]!["runJobTask"]!["jobId"]!);
    }
}
