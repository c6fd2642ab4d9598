using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Provisioner.Descriptors;
using Provisioner.ReverseReader.ReverseProvisioning;

namespace Provisioner.ReverseReader.Tests.ReverseProvisioning;

public sealed class ReverseProvisionerTests
{
    private const string WorkflowTemplate = "urn:dmb:utm:databricks-workload-workflow-template:1.0.0";
    private const string PortTemplate = "urn:dmb:utm:databricks-outputport-template:1.0.0";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 20, 30, 456, TimeSpan.Zero);

    [Fact]
    public async Task Workflow_Live_GivesExactlyThePathsOfTheInterface()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var job = await CreateAsync(fixture, "ingest");
        var flow = await CreateAsync(fixture, "flow", [new { task_key = "a", run_job_task = new { job_id = job } }, new { task_key = "b", notebook_task = new { notebook_path = "/n", warehouse_id = await WarehouseAsync(fixture) } }]);

        var updates = await UpdatesAsync(fixture, Workflow("flow"));

        Assert.Equal(
            ["spec.mesh.specific.workflow.job_id", "spec.mesh.specific.workflow.created_time", "spec.mesh.specific.workflow.creator_user_name",
             "spec.mesh.specific.workflow.run_as_user_name", "spec.mesh.specific.workflow.settings", "spec.mesh.specific.workflow.settings.name",
             "spec.mesh.specific.workflowTasksInfoList", "spec.mesh.specific.override", "witboost.parameters.modifiedByRef", "witboost.parameters.updatedDate"],
            updates.Select(update => update.Key));
        Assert.Equal(flow, updates["spec.mesh.specific.workflow.job_id"]!.GetValue<long>());
        Assert.Equal("IGNORED", updates["spec.mesh.specific.workflow.settings.name"]!.GetValue<string>());
        Assert.False(updates["spec.mesh.specific.override"]!.GetValue<bool>());
        Assert.Equal("2026-11-22T10:20:30.456Z", updates["witboost.parameters.updatedDate"]!.GetValue<string>());
        Assert.Equal("databricks-workload-workflow-reverse-provisioning-template.1", updates["witboost.parameters.modifiedByRef"]!.GetValue<string>());
        Assert.Equal(2, updates["spec.mesh.specific.workflow.settings"]!["tasks"]!.AsArray().Count);
        var references = updates["spec.mesh.specific.workflowTasksInfoList"]!.AsArray();
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{"taskKey":"a","referencedTaskType":"job","referencedTaskId":"{{job}}","referencedTaskName":"ingest"}"""), references[0]), references[0]!.ToJsonString());
        Assert.Equal("main-warehouse", references[1]!["referencedClusterName"]!.GetValue<string>());
        Assert.Equal("notebook_warehouse", references[1]!["referencedTaskType"]!.GetValue<string>());
    }

    [Fact]
    public async Task Workflow_TwiceInARow_GivesTheSameAndChangesNothing()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await CreateAsync(fixture, "flow");
        var before = await fixture.ChangesAsync();

        var first = await UpdatesAsync(fixture, Workflow("flow"));
        var second = await UpdatesAsync(fixture, Workflow("flow"));

        Assert.True(JsonNode.DeepEquals(first, second));
        Assert.Equal(before, await fixture.ChangesAsync());
    }

    [Fact]
    public async Task Workflow_WithoutParams_TakesCatalogInfoAndTheDefaultName()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await CreateAsync(fixture, "sales_orders_1_daily-flow_development");
        var catalogInfo = Json($$"""{"metadata":{"name":"sales.orders.1.daily-flow"},"spec":{"mesh":{"specific":{"workspace":"{{ReaderFixture.Host}}","workflow":{"settings":{"name":"IGNORED"} } } } } }""");

        var updates = await UpdatesAsync(fixture, new ReverseRequest(WorkflowTemplate, "development", null, catalogInfo));

        Assert.NotNull(updates["spec.mesh.specific.workflow.settings"]);
    }

    [Theory]
    [InlineData(0, "has no workflow 'flow'")]
    [InlineData(2, "has 2 workflows 'flow'")]
    public async Task Workflow_NoneOrSeveral_IsAProblem(int count, string expected)
    {
        await using var fixture = await ReaderFixture.StartAsync();
        for (var i = 0; i < count; i++)
            await CreateAsync(fixture, "flow");

        Assert.Contains(expected, await ProblemAsync(fixture, Workflow("flow")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_RunAsChangedByHand_SaysHowToUndoIt()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var flow = await CreateAsync(fixture, "flow");
        await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/update", new { job_id = flow, new_settings = new { run_as = new { user_name = "anna.rossi@company.com" } } });

        var problem = await ProblemAsync(fixture, Workflow("flow"));

        Assert.Contains("runs as 'anna.rossi@company.com'", problem, StringComparison.Ordinal);
        Assert.Contains("Set 'Run as' back to", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("deploy@company.com", null)]
    [InlineData("5c0a5c6e-0f6d-4c5e-9a53-7b1f3f0e7a11", "which was set by hand")]
    public async Task Workflow_RunsAsItsCreator_IsAChangeByHandOnceItRanAsThePrincipal(string? recorded, string? expected)
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await fixture.SeedAsync(new { servicePrincipals = new[] { new { displayName = "etl", applicationId = "5c0a5c6e-0f6d-4c5e-9a53-7b1f3f0e7a11" } } });
        await CreateAsync(fixture, "flow");
        var request = Workflow("flow") with
        {
            CatalogInfo = Json($$"""{"spec":{"mesh":{"specific":{"runAsPrincipalName":"etl","workflow":{"run_as_user_name":{{(recorded is null ? "null" : $"\"{recorded}\"")}} } } } } }"""),
        };

        var reading = await Subject(fixture).ReadAsync(request);

        if (expected is null)
            Assert.Empty(reading.Problems);
        else
            Assert.Contains(expected, Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_ForEachTask_IsNamedByTheKeyOfTheTaskThatHoldsTheId()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var job = await CreateAsync(fixture, "ingest");
        await CreateAsync(fixture, "flow", [new { task_key = "loop", for_each_task = new { inputs = "[1]", task = new { task_key = "each", run_job_task = new { job_id = job } } } }]);

        var reference = Assert.Single((await UpdatesAsync(fixture, Workflow("flow")))["spec.mesh.specific.workflowTasksInfoList"]!.AsArray())!;

        Assert.Equal(("each", "ingest"), ((string?)reference["taskKey"], (string?)reference["referencedTaskName"]));
    }

    [Fact]
    public async Task Workflow_ReferenceGone_NamesTheTask()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await CreateAsync(fixture, "flow", [new { task_key = "lost", pipeline_task = new { pipeline_id = "00000000-0000-4000-8000-000000000000" } }]);

        Assert.Contains("task 'lost' refers to the pipeline", await ProblemAsync(fixture, Workflow("flow")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutputPort_SchemaAndDetails_GivesColumnsAndNames()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await SeedTableAsync(fixture, "MANAGED");

        var updates = await UpdatesAsync(fixture, Port("SCHEMA_AND_DETAILS"));

        Assert.Equal(
            """[{"name":"id","dataType":"BIGINT","description":"The key","constraint":"NOT_NULL"},{"name":"amount","dataType":"DECIMAL","description":"decimal(10,0)","precision":10,"scale":0}]""",
            updates["spec.mesh.dataContract.schema"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(updates["spec.mesh.dataContract.schema"], updates["witboost.parameters.schemaDefinition.schemaColumns"]));
        Assert.Equal("orders", updates["spec.mesh.specific.tableName"]!.GetValue<string>());
        Assert.Equal("c", updates["witboost.parameters.catalogName"]!.GetValue<string>());
        Assert.Equal(8, updates.Count);
    }

    [Theory]
    [InlineData("VIEW", "SCHEMA_AND_DETAILS", "is a view")]
    [InlineData("MANAGED", "EVERYTHING", "neither SCHEMA_ONLY nor")]
    [InlineData(null, "SCHEMA_ONLY", "does not exist")]
    public async Task OutputPort_Unusable_SaysWhy(string? type, string option, string expected)
    {
        await using var fixture = await ReaderFixture.StartAsync();
        if (type is not null)
            await SeedTableAsync(fixture, type);

        Assert.Contains(expected, await ProblemAsync(fixture, Port(option)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutputPort_SchemaOnlyOfAView_TwoUpdates()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await SeedTableAsync(fixture, "VIEW");

        Assert.Equal(2, (await UpdatesAsync(fixture, Port("SCHEMA_ONLY"))).Count);
    }

    [Theory]
    [InlineData("urn:dmb:utm:databricks-workload-job-template:1.0.0", "cannot be reverse provisioned")]
    [InlineData("nonsense", "cannot be reverse provisioned")]
    public async Task Other_Template_IsRefusedByName(string template, string expected)
    {
        await using var fixture = await ReaderFixture.StartAsync();

        var problem = await ProblemAsync(fixture, new ReverseRequest(template, "development", null, null));

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Contains(template, problem, StringComparison.Ordinal);
    }

    private static ReverseRequest Workflow(string name) => new(
        WorkflowTemplate, "development",
        Json($$$"""{"environmentSpecificConfig":{"specific":{"workspace":"{{{ReaderFixture.Host}}}","workflow":{"settings":{"name":"{{{name}}}"} } } } }"""), null);

    private static ReverseRequest Port(string option) => new(
        PortTemplate, "development",
        Json($$$"""{"catalogName":"c","schemaName":"s","tableName":"orders","reverseProvisioningOption":"{{{option}}}","environmentSpecificConfig":{"specific":{"workspace":"{{{ReaderFixture.Host}}}"} } }"""), null);

    private static async Task<JsonObject> UpdatesAsync(ReaderFixture fixture, ReverseRequest request)
    {
        var reading = await Subject(fixture).ReadAsync(request);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }

    private static async Task<string> ProblemAsync(ReaderFixture fixture, ReverseRequest request) => Assert.Single((await Subject(fixture).ReadAsync(request)).Problems);

    private static ReverseProvisioner Subject(ReaderFixture fixture) => new(fixture.Clients, fixture.Settings, new DescriptorSettings(), new FakeTimeProvider(Now));

    private static async Task<long> CreateAsync(ReaderFixture fixture, string name, object[]? tasks = null) =>
        (await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name, tasks = tasks ?? [] }))["job_id"]!.GetValue<long>();

    private static async Task<string> WarehouseAsync(ReaderFixture fixture) =>
        (await fixture.CallAsync(HttpMethod.Get, "/api/2.0/sql/warehouses"))["warehouses"]![0]!["id"]!.GetValue<string>();

    private static Task SeedTableAsync(ReaderFixture fixture, string type) => fixture.SeedAsync(new
    {
        tables = new[] { new { fullName = "c.s.orders", type, columns = new object[] { new { name = "id", type = "bigint", comment = "The key", nullable = false }, new { name = "amount", type = "decimal(10,0)" } } } },
    });

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
