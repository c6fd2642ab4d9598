using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

public class WorkflowTests
{
    private const string Name = "sales_orders_1_daily-flow_development";

    [Fact]
    public async Task DrawnByHand_ReversedAndProvisionedInTwoWorkspaces_NoDifferenceAndIdsOfTheTarget()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var descriptor = await DrawnAsync(databricks, service);
        var elsewhere = ComponentSamples.Elsewhere(descriptor);
        await CompletesAsync(service, ComponentSamples.Elsewhere(ComponentSamples.Of("ingest-job")));

        foreach (var (text, host) in ((string, string)[])[(descriptor, ComponentSamples.Host), (elsewhere, ComponentSamples.OtherHost)])
        {
            await CompletesAsync(service, text);
            var jobs = await databricks.ListAsync("jobs", host);
            var flow = Assert.Single(jobs, job => ((string)job["settings"]!["name"]!).Contains("daily-flow", StringComparison.Ordinal));
            var ingest = Assert.Single(jobs, job => ((string)job["settings"]!["name"]!).Contains("ingest-job", StringComparison.Ordinal));
            Assert.Equal((long)ingest["job_id"]!, (long)flow["settings"]!["tasks"]![0]!["run_job_task"]!["job_id"]!);

            var (_, verdict) = await service.PostAsync("/v1/validate", Sample.Request(text));
            Assert.True((bool)verdict!["valid"]! && verdict["warnings"] is null, verdict.ToJsonString());
            Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(() => CompletesAsync(service, text))));
        }
    }

    [Fact]
    public async Task IdsInForEachAndDashboardTasks_ReversedAndProvisionedElsewhere_AreThoseOfTheTarget()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        await CompletesAsync(service, ComponentSamples.Of("ingest-job"));
        await CompletesAsync(service, ComponentSamples.Elsewhere(ComponentSamples.Of("ingest-job")));
        var ids = new Dictionary<string, (JsonNode Job, JsonNode Warehouse)>();
        foreach (var host in (string[])[ComponentSamples.Host, ComponentSamples.OtherHost])
            ids[host] = ((await databricks.ListAsync("jobs", host)).Single()["job_id"]!, (await databricks.ListAsync("warehouses", host))[0]["id"]!);
        var (job, warehouse) = ids[ComponentSamples.Host];
        await databricks.CallAsync("/api/2.1/jobs/create", new JsonObject
        {
            ["name"] = Name,
            ["tasks"] = new JsonArray(
                new JsonObject { ["task_key"] = "board", ["dashboard_task"] = new JsonObject { ["dashboard_id"] = "d", ["warehouse_id"] = warehouse.DeepClone() } },
                new JsonObject
                {
                    ["task_key"] = "loop",
                    ["for_each_task"] = new JsonObject { ["inputs"] = "[1]", ["task"] = new JsonObject { ["task_key"] = "each", ["run_job_task"] = new JsonObject { ["job_id"] = job.DeepClone() } } },
                }),
        });
        var descriptor = ComponentSamples.With(ComponentSamples.Of("daily-flow"), "daily-flow", await ReversedAsync(service));

        await CompletesAsync(service, descriptor);
        await CompletesAsync(service, ComponentSamples.Elsewhere(descriptor));

        var tasks = (await LiveAsync(databricks, "sales_orders_1_daily-flow_qa"))["settings"]!["tasks"]!;
        Assert.Equal((string?)ids[ComponentSamples.OtherHost].Warehouse, (string?)tasks[0]!["dashboard_task"]!["warehouse_id"]);
        Assert.Equal((long)ids[ComponentSamples.OtherHost].Job, (long)tasks[1]!["for_each_task"]!["task"]!["run_job_task"]!["job_id"]!);
        Assert.True((bool)(await service.PostAsync("/v1/validate", Sample.Request(descriptor))).Body!["valid"]!);
    }

    [Fact]
    public async Task ChangedByHand_RefusedWithTheDifference_OverrideGoesThrough()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var descriptor = await DrawnAsync(databricks, service);
        await CompletesAsync(service, descriptor);
        var id = (await databricks.ListAsync("jobs", ComponentSamples.Host)).Single(job => (string?)job["settings"]!["name"] == Name)["job_id"]!;
        await databricks.CallAsync("/api/2.1/jobs/update", new JsonObject { ["job_id"] = id.DeepClone(), ["new_settings"] = new JsonObject { ["max_concurrent_runs"] = 7 } });

        JsonNode? verdict = null;
        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(async () => verdict = (await service.PostAsync("/v1/validate", Sample.Request(descriptor))).Body)));
        Assert.False((bool)verdict!["valid"]!);
        Assert.Contains("max_concurrent_runs: live 7", (string?)verdict["error"]!["errors"]![0], StringComparison.Ordinal);
        Assert.Contains("maxConcurrentRuns: deployed 1, live 7", (string?)verdict["warnings"]![0], StringComparison.Ordinal);

        JsonNode? refused = null;
        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(async () => refused = await EndedAsync(service, "/v1/provision", Sample.Request(descriptor)))));
        Assert.Equal("FAILED", (string?)refused!["status"]);
        Assert.Contains("Run reverse provisioning", (string?)refused["result"], StringComparison.Ordinal);

        await CompletesAsync(service, descriptor.Replace("override: false", "override: true", StringComparison.Ordinal));
        var job = (await databricks.ListAsync("jobs", ComponentSamples.Host)).Single(job => (string?)job["settings"]!["name"] == Name);
        Assert.Equal(1, (int)job["settings"]!["max_concurrent_runs"]!);
    }

    [Fact]
    public async Task OutsideDevelopment_OnlyAnEmptyRequestOverALiveWorkflowIsRefused()
    {
        const string name = "sales_orders_1_daily-flow_qa";
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var requested = ComponentSamples.Elsewhere(await DrawnAsync(databricks, service));
        await CompletesAsync(service, ComponentSamples.Elsewhere(ComponentSamples.Of("ingest-job")));
        var empty = Emptied(requested);

        // Nothing is live: also an empty one goes.
        await CompletesAsync(service, empty);
        // An empty one is live and something is asked for: so it goes.
        await CompletesAsync(service, requested);
        var before = await LiveAsync(databricks, name);
        Assert.Equal(2, before["settings"]!["tasks"]!.AsArray().Count);

        JsonNode? refused = null;
        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(async () => refused = await EndedAsync(service, "/v1/provision", Sample.Request(empty)))));
        Assert.Equal("FAILED", (string?)refused!["status"]);
        Assert.Contains($"The descriptor's workflow is empty, the live workflow '{name}' is not.", (string?)refused["result"], StringComparison.Ordinal);
        Assert.Contains("Run reverse provisioning", (string?)refused["result"], StringComparison.Ordinal);
        var (_, verdict) = await service.PostAsync("/v1/validate", Sample.Request(empty));
        Assert.Contains("The descriptor's workflow is empty", (string?)verdict!["error"]!["errors"]![0], StringComparison.Ordinal);

        // A change by hand is undone, and told.
        await databricks.CallAsync("/api/2.1/jobs/update", new JsonObject { ["job_id"] = before["job_id"]!.DeepClone(), ["new_settings"] = new JsonObject { ["max_concurrent_runs"] = 7 } }, ComponentSamples.OtherHost);
        var brought = await EndedAsync(service, "/v1/provision", Sample.Request(requested));
        Assert.True((string?)brought["status"] == "COMPLETED", brought.ToJsonString());
        Assert.Contains(brought["logs"]!.AsArray(), line => (string?)line!["level"] == "WARNING" && ((string)line["message"]!).Contains("is brought to the descriptor's", StringComparison.Ordinal));
        var after = await LiveAsync(databricks, name);
        Assert.Equal(((long)before["job_id"]!, 1), ((long)after["job_id"]!, (int)after["settings"]!["max_concurrent_runs"]!));

        await CompletesAsync(service, empty.Replace("override: false", "override: true", StringComparison.Ordinal));
        Assert.Empty((await LiveAsync(databricks, name))["settings"]!["tasks"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task ReverseTwice_SameUpdates()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        await DrawnAsync(databricks, service);
        var (first, second) = (await ReversedAsync(service), await ReversedAsync(service));
        first.Remove("witboost.parameters.updatedDate");
        second.Remove("witboost.parameters.updatedDate");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal("IGNORED", (string?)first["spec.mesh.specific.workflow.settings.name"]);
    }

    private static async Task<JsonObject> LiveAsync(EmulatedDatabricks databricks, string name) =>
        Assert.Single(await databricks.ListAsync("jobs", ComponentSamples.OtherHost), job => (string?)job["settings"]!["name"] == name);

    /// <summary>A workflow of which nothing was drawn yet.</summary>
    private static string Emptied(string descriptor)
    {
        var document = Provisioner.Descriptors.Yaml.YamlText.ReadMap(descriptor).Map!;
        var specific = document["dataProduct"]!["components"]!.AsArray().Single(one => ((string)one!["id"]!).EndsWith(":daily-flow", StringComparison.Ordinal))!["specific"]!.AsObject();
        specific["workflow"] = new JsonObject();
        specific["workflowTasksInfoList"] = new JsonArray();
        return Provisioner.Descriptors.Yaml.YamlText.Write(document);
    }

    /// <returns>The descriptor with what was drawn.</returns>
    private static async Task<string> DrawnAsync(EmulatedDatabricks databricks, RunningService service)
    {
        await CompletesAsync(service, ComponentSamples.Of("ingest-job"));
        var ingest = (await databricks.ListAsync("jobs", ComponentSamples.Host)).Single()["job_id"]!;
        await databricks.CallAsync("/api/2.1/jobs/create", new JsonObject
        {
            ["name"] = Name,
            ["tasks"] = new JsonArray(
                new JsonObject { ["task_key"] = "ingest", ["run_job_task"] = new JsonObject { ["job_id"] = ingest.DeepClone() } },
                new JsonObject
                {
                    ["task_key"] = "report", ["depends_on"] = new JsonArray(new JsonObject { ["task_key"] = "ingest" }), ["notebook_task"] = new JsonObject { ["notebook_path"] = "/shared/report" },
                }),
        });
        return ComponentSamples.With(ComponentSamples.Of("daily-flow"), "daily-flow", await ReversedAsync(service));
    }

    private static async Task<JsonObject> ReversedAsync(RunningService service)
    {
        var (status, token) = await service.PostAsync("/v1/reverse-provisioning", ComponentSamples.Reverse(Name));
        Assert.Equal(202, status);
        var ended = await service.EndedAsync($"/v1/reverse-provisioning/{token}/status");
        Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
        return (JsonObject)ended["updates"]!.DeepClone();
    }

    private static async Task CompletesAsync(RunningService service, string descriptor)
    {
        var ended = await EndedAsync(service, "/v1/provision", Sample.Request(descriptor));
        Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
    }

    private static async Task<JsonNode> EndedAsync(RunningService service, string path, string body)
    {
        var (status, token) = await service.PostAsync(path, body);
        Assert.True(status == 202, $"{status} {token}");
        return await service.EndedAsync($"/v1/provision/{token}/status");
    }
}
