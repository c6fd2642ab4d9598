using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;
using Provisioner.Descriptors.Workflows;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Tests.Reading;

public class OtherKindsTests
{
    private const string Pipeline = "dataProduct.components[1].specific";
    private const string Workflow = "dataProduct.components[2].specific";
    private const string Port = "dataProduct.components[3].specific";

    [Fact]
    public void Read_SamplePipeline_HasEveryField()
    {
        var pipeline = Sample.Component<PipelineComponent>(Sample.Pipeline);

        Assert.Equal("sales_orders_1_clean-pipeline_development", pipeline.ObjectName);
        Assert.Equal("ADVANCED", pipeline.ProductEdition);
        Assert.False(pipeline.Continuous);
        Assert.Equal(["/orders_1/clean-pipeline/orders/clean"], pipeline.Notebooks);
        Assert.Empty(pipeline.Files);
        Assert.Equal(("sales_orders_1", "clean"), (pipeline.Catalog, pipeline.Target));
        Assert.True(pipeline.Photon);
        Assert.Equal("CURRENT", pipeline.Channel);
        var notification = Assert.Single(pipeline.Notifications);
        Assert.Equal("data-ops@company.com", notification.Mail);
        Assert.Equal(["on-update-failure", "on-flow-failure"], notification.Alerts);
        Assert.Equal(new AutomaticScaling("ENHANCED", 1, 3), pipeline.Cluster.Scaling);
        Assert.Equal("sales", pipeline.Cluster.Tags["team"]);
        Assert.Empty(pipeline.NotebookHashes);
        Assert.Null(pipeline.Git.Reference);
    }

    [Theory]
    [InlineData("mode: ENHANCED", "numWorkers: 2\n          mode: ENHANCED", Pipeline + ".cluster.numWorkers")]
    [InlineData("minWorkers: 1", "min: 1", Pipeline + ".cluster.minWorkers")]
    [InlineData("maxWorkers: 3", "maxWorkers: 0", Pipeline + ".cluster.maxWorkers")]
    [InlineData("minWorkers: 1", "minWorkers: 4", Pipeline + ".cluster.maxWorkers")]
    [InlineData("productEdition: ADVANCED", "productEdition: GOLD", Pipeline + ".productEdition")]
    [InlineData("productEdition: ADVANCED", "edition: CORE", Pipeline + ".productEdition")]
    [InlineData("notebooks: [ /orders_1/clean-pipeline/orders/clean ]", "notebooks: []", Pipeline + ".notebooks")]
    [InlineData("notebooks: [ /orders_1/clean-pipeline/orders/clean ]", "note: []", Pipeline + ".notebooks")]
    [InlineData("notebooks: [ /orders_1/clean-pipeline/orders/clean ]", "notebooks: [ /a/../b ]", Pipeline + ".notebooks[0]")]
    [InlineData("on-flow-failure", "on-fire", Pipeline + ".notifications[0].alert[1]")]
    [InlineData("mail: data-ops@company.com", "mail: nobody", Pipeline + ".notifications[0].mail")]
    [InlineData("channel: CURRENT", "channel: OLD", Pipeline + ".channel")]
    [InlineData("target: clean", "target: a.b", Pipeline + ".target")]
    [InlineData("photon: true", "photon: 1", Pipeline + ".photon")]
    public void Read_PipelineFault_IsReported(string old, string replacement, string path) =>
        Assert.Equal([path], Sample.ProblemPaths(Sample.Pipeline, (old, replacement)));

    [Fact]
    public void Read_PipelineWithoutMode_HasFixedSizeAndForbidsRange()
    {
        (string, string) noMode = ("mode: ENHANCED\n          minWorkers: 1\n          maxWorkers: 3", "numWorkers: 2");
        (string, string) both = ("mode: ENHANCED\n          minWorkers: 1\n          maxWorkers: 3", "numWorkers: 2\n          minWorkers: 1");

        Assert.Equal(new FixedScaling(2), Sample.Component<PipelineComponent>(Sample.Pipeline, noMode).Cluster.Scaling);
        Assert.Equal([$"{Pipeline}.cluster.minWorkers"], Sample.ProblemPaths(Sample.Pipeline, both));
    }

    [Fact]
    public void Read_MinimalPipeline_TakesDefaults()
    {
        var pipeline = Sample.Component<PipelineComponent>(
            Sample.Pipeline,
            ("        catalog: sales_orders_1\n        target: clean\n        photon: true\n        channel: CURRENT\n", ""),
            ("        continuous: false\n", ""));

        Assert.Equal(("sales_orders_1", "clean-pipeline", false, "CURRENT"), (pipeline.Catalog, pipeline.Target, pipeline.Photon, pipeline.Channel));
    }

    [Fact]
    public void Read_SampleWorkflow_KeepsSettingsAndReferences()
    {
        var workflow = Sample.Component<WorkflowComponent>(Sample.Workflow);

        Assert.Equal("sales_orders_1_daily-flow_development", workflow.ObjectName);
        Assert.False(workflow.Override);
        Assert.Equal("618254432318907", workflow.OriginalJobId);
        Assert.Equal(1, workflow.Settings["max_concurrent_runs"]!.GetValue<long>());
        Assert.True(workflow.Settings["queue"]!["enabled"]!.GetValue<bool>());
        Assert.Equal("", workflow.Settings["parameters"]![0]!["default"]!.GetValue<string>());
        Assert.Equal(
            [WorkflowReferenceType.Job, WorkflowReferenceType.Pipeline, WorkflowReferenceType.Warehouse], workflow.References.Select(reference => reference.Type));
        Assert.Equal("main-warehouse", workflow.References[2].Name);
    }

    [Fact]
    public void Read_WorkflowNamedIgnored_HasTheDefaultNameInItsSettingsToo()
    {
        var workflow = Sample.Component<WorkflowComponent>(Sample.Workflow, ("name: sales_orders_1_daily-flow_development", "name: IGNORED"));

        Assert.Equal("sales_orders_1_daily-flow_development", workflow.ObjectName);
        Assert.Equal("sales_orders_1_daily-flow_development", workflow.Settings["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("each")]
    [InlineData("loop")]
    public void Read_IdInsideOfAForEachTask_IsNamedForItselfOrForTheTaskAroundIt(string taskKey)
    {
        var workflow = Sample.Component<WorkflowComponent>(
            Sample.Workflow,
            ("- task_key: ingest\n                run_if: ALL_SUCCESS\n                run_job_task: { job_id: 901 }",
             "- task_key: loop\n                for_each_task: { inputs: \"[1]\", task: { task_key: each, run_job_task: { job_id: 901 } } }"),
            ("{ task_key: ingest }", "{ task_key: loop }"), ("{ taskKey: ingest,", $"{{ taskKey: {taskKey},"));

        var place = Assert.Single(WorkflowIds.Find(workflow.Settings), place => place.Type == WorkflowReferenceType.Job);
        Assert.Equal(("each", "901"), (place.TaskKey, place.Id));
        Assert.Same(workflow.References[0], new WorkflowReferenceIndex(workflow.References).Of(place));
    }

    [Fact]
    public void Of_SeveralReferencesForATask_TakesTheNearestTaskAndThenTheId()
    {
        WorkflowTaskReference Reference(string key, string id, WorkflowReferenceType type = WorkflowReferenceType.Job) => new() { TaskKey = key, Type = type, OriginalId = id, Name = $"{key}-{id}", Path = "" };
        string? NameOf(params WorkflowTaskReference[] references) => new WorkflowReferenceIndex(references).Of(new WorkflowIdPlace(["each", "loop"], WorkflowReferenceType.Job, "", new() { ["job_id"] = 5 }, "job_id"))?.Name;

        Assert.Equal("each-9", NameOf(Reference("loop", "5"), Reference("each", "9")));
        Assert.Equal("each-5", NameOf(Reference("each", "9"), Reference("each", "5")));
        Assert.Equal("loop-5", NameOf(Reference("loop", "9"), Reference("loop", "5")));
        Assert.Null(NameOf(Reference("other", "5"), Reference("each", "5", WorkflowReferenceType.Pipeline)));
    }

    [Theory]
    [InlineData("sql_task: { file: { path: /q.sql }, warehouse_id: w }")]
    [InlineData("dbt_task: { commands: [ dbt run ], warehouse_id: w }")]
    [InlineData("dashboard_task: { dashboard_id: d, warehouse_id: w }")]
    [InlineData("power_bi_task: { warehouse_id: w }")]
    public void Read_WarehouseOfAnyTask_MustBeNamed(string task)
    {
        var change = ("notebook_task: { notebook_path: /orders_1/daily-flow/orders/report, source: WORKSPACE, warehouse_id: 0f3a9a1b2c3d4e5f }", task);

        Assert.Empty(Sample.ProblemPaths(Sample.Workflow, change));
        Assert.Equal([$"{Workflow}.workflow.settings.tasks[2].{task.Split(':')[0]}.warehouse_id"], Sample.ProblemPaths(Sample.Workflow, change, ("taskKey: report, referencedTaskType: notebook_warehouse", "taskKey: report, referencedTaskType: notebook_compute")));
    }

    [Fact]
    public void Read_NotificationOfNothing_TellsNobody() =>
        Assert.Equal(
            ["data-ops@company.com"],
            Sample.Component<PipelineComponent>(Sample.Pipeline, ("- { mail: data-ops", "- { mail: quiet@company.com, alert: [] }\n          - { mail: silent@company.com }\n          - { mail: data-ops"))
                .Notifications.Select(notification => notification.Mail));

    [Theory]
    [InlineData("taskKey: report", "taskKey: rapport", Workflow + ".workflow.settings.tasks[2].notebook_task.warehouse_id", Workflow + ".workflowTasksInfoList[2].taskKey")]
    [InlineData("referencedTaskType: pipeline", "referencedTaskType: dashboard", Workflow + ".workflowTasksInfoList[1].referencedTaskType")]
    [InlineData("referencedClusterName: main-warehouse", "x: y", Workflow + ".workflowTasksInfoList[2].referencedClusterName")]
    [InlineData("override: false", "override: maybe", Workflow + ".override")]
    public void Read_WorkflowFault_IsReported(string old, string replacement, params string[] paths) =>
        Assert.Equal(paths, Sample.ProblemPaths(Sample.Workflow, (old, replacement)));

    [Fact]
    public void Read_SampleOutputPort_HasEveryField()
    {
        var port = Sample.Component<OutputPortComponent>(Sample.OutputPort);

        Assert.Equal("sales_orders_1.clean.orders", port.Source.FullName);
        Assert.Equal("sales_orders_1.published.orders_view", port.View.FullName);
        Assert.Equal(new ManagedWorkspace("sales_orders_1"), port.ViewWorkspace);
        Assert.Equal("main-warehouse", port.WarehouseName);
        Assert.Equal(["order_id", "customer", "amount"], port.Columns.Select(column => column.Name));
        Assert.Equal("The customer's name", port.Columns[1].Description);
        Assert.Null(port.Columns[2].Description);
        Assert.Equal("dataProduct.components[3].dataContract.schema[1]", port.Columns[1].Path);
    }

    [Fact]
    public void Read_OutputPortNamesLeftOut_AreTheDefaults()
    {
        var port = Sample.Component<OutputPortComponent>(
            Sample.OutputPort, ("        workspaceOP: sales_orders_1\n        catalogNameOP: sales_orders_1\n        schemaNameOP: published\n", ""));

        Assert.Equal("sales_orders_1.orders-view.orders_view", port.View.FullName);
        Assert.Equal(port.Workspace, port.ViewWorkspace);
    }

    [Theory]
    [InlineData("viewNameOP: orders_view", "viewNameOP: a.b", Port + ".viewNameOP")]
    [InlineData("viewNameOP: orders_view", "other: a", Port + ".viewNameOP")]
    [InlineData("tableName: orders", "tableName: \"\"", Port + ".tableName")]
    [InlineData("sqlWarehouseName: main-warehouse", "warehouse: x", Port + ".sqlWarehouseName")]
    [InlineData("workspaceOP: sales_orders_1", "workspaceOP: https://example.com", Port + ".workspaceOP")]
    [InlineData("{ name: customer,", "{ name: ORDER_ID,", "dataProduct.components[3].dataContract.schema[1].name")]
    [InlineData("schemaNameOP: published\n        viewNameOP: orders_view", "schemaNameOP: clean\n        viewNameOP: orders", Port + ".viewNameOP")]
    public void Read_OutputPortFault_IsReported(string old, string replacement, string path) =>
        Assert.Equal([path], Sample.ProblemPaths(Sample.OutputPort, (old, replacement)));

    [Theory]
    [InlineData("`; DROP TABLE x; --")]
    [InlineData("o'r\\\"ders")]
    [InlineData("100%_日本")]
    public void Read_HostileColumnName_IsTakenAsItIs(string name)
    {
        var port = Sample.Component<OutputPortComponent>(Sample.OutputPort, ("{ name: customer,", $"{{ name: {System.Text.Json.JsonSerializer.Serialize(name)},"));

        Assert.Equal(name, port.Columns[1].Name);
    }

    [Fact]
    public void ReadForUnprovision_EverythingButIdsBroken_StillTellsWhatToTakeAway()
    {
        var text = Sample.Of(
            Sample.Job,
            ("workspace: sales_orders_1\n        metastore: main-metastore\n        jobName", "workspace: https://example.com\n        jobName"),
            ("dataProductOwner: user:anna.rossi_company.com", "dataProductOwner: 7"),
            ("repoPath: orders_1/ingest-job/orders", "repoPath: ../x"),
            ("numWorkers: 2\n          spot", "numWorkers: many\n          spot"));

        var reading = DescriptorReader.ReadForUnprovision(text, new DescriptorSettings());

        Assert.True(reading.Succeeded);
        Assert.Equal(("sales_orders_1_ingest-job_development", ComponentKind.Job), (reading.Target.ObjectName, reading.Target.Kind));
        Assert.Null(reading.Target.Workspace);
        Assert.Null(reading.Target.RepoPath);
        Assert.Equal(2, reading.Target.Warnings.Count);
        Assert.Equal("sales.orders.1.ingest-job.development", reading.Target.StackName);
    }

    [Theory]
    [InlineData(Sample.Job)]
    [InlineData(Sample.Pipeline)]
    [InlineData(Sample.Workflow)]
    [InlineData(Sample.OutputPort)]
    public void ReadForUnprovision_GoodDescriptor_NamesTheSameThingsAsTheStrictReading(string id)
    {
        var component = Sample.Read(id).Component;
        var target = DescriptorReader.ReadForUnprovision(Sample.Of(id), new DescriptorSettings()).Target;

        Assert.NotNull(component);
        Assert.NotNull(target);
        Assert.Equal(component.StackName, target.StackName);
        Assert.Equal((component as Workload)?.ObjectName, target.ObjectName);
        Assert.Equal((component as Workload)?.RepoPath, target.RepoPath);
        Assert.Equal((component as OutputPortComponent)?.View, target.View);
        Assert.Equal(component.Workspace, target.Workspace);
        Assert.Empty(target.Warnings);
    }

    [Theory]
    [InlineData("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", "componentIdToProvision: ingest-job", "componentIdToProvision")]
    [InlineData("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", "componentIdToProvision: urn:dmb:cmp:sales:orders:1:x", "componentIdToProvision")]
    [InlineData("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", "a: b", "componentIdToProvision")]
    public void ReadForUnprovision_WrongIds_AreProblems(string old, string replacement, string path)
    {
        var reading = DescriptorReader.ReadForUnprovision(Sample.Of(Sample.Job, (old, replacement)), new DescriptorSettings());

        Assert.Equal([path], reading.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Read_Json_IsTakenAsYaml()
    {
        var json = Descriptors.Yaml.YamlJson.Convert(Descriptors.Yaml.YamlTreeReader.Read(Sample.Of(Sample.Workflow)).Root!)!.ToJsonString();

        var fromJson = DescriptorReader.Read(json, new DescriptorSettings());

        Assert.Empty(fromJson.Problems);
        Assert.Equal(
            Sample.Component<WorkflowComponent>(Sample.Workflow).Settings.ToJsonString(), Assert.IsType<WorkflowComponent>(fromJson.Component).Settings.ToJsonString());
    }
}
