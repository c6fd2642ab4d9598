using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.Jobs;

public sealed class JobsApiTests
{
    private const string Jobs = "/api/2.2/jobs";

    [Fact]
    public async Task Get_NewJob_HasWhatTheServiceSets()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await CreateAsync(emulator, """{"name":"j","tasks":[{"task_key":"t","notebook_task":{"notebook_path":"/n"},"new_cluster":{"spark_version":"15","node_type_id":"n","num_workers":1}}],"unknown_field":1}""");
        var job = await emulator.GetAsync($"{Jobs}/get?job_id={id}");
        Assert.Equal("deploy@company.com deploy@company.com", $"{job["creator_user_name"]} {job["run_as_user_name"]}");
        Assert.NotNull(job["created_time"]);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"name":"j","max_concurrent_runs":1,"timeout_seconds":0,"email_notifications":{},"webhook_notifications":{},"format":"MULTI_TASK","tasks":[{"task_key":"t",
                "notebook_task":{"notebook_path":"/n","source":"WORKSPACE"},"run_if":"ALL_SUCCESS","timeout_seconds":0,"email_notifications":{},"webhook_notifications":{},
                "new_cluster":{"spark_version":"15","node_type_id":"n","num_workers":1,"enable_elastic_disk":true,"azure_attributes":{"availability":"ON_DEMAND_AZURE","first_on_demand":1,"spot_bid_max_price":-1}}}]}
                """),
            job["settings"]), job.Text);
    }

    [Fact]
    public async Task Reset_EqualContent_ChangesNothing()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        const string Settings = """{"name":"j","description":"d"}""";
        var id = await CreateAsync(emulator, Settings);
        await emulator.PostAsync(Jobs + "/reset", $$"""{"job_id":{{id}},"new_settings":{{Settings}} }""");
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        await emulator.PostAsync(Jobs + "/reset", $$"""{"job_id":{{id}},"new_settings":{"name":"k"} }""");
        Assert.True((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        Assert.Null((await emulator.GetAsync($"{Jobs}/get?job_id={id}"))["settings"]!["description"]);
    }

    [Fact]
    public async Task Update_MergesTasksAndRemovesFields()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await CreateAsync(emulator, """{"name":"j","description":"d","tags":{"a":"b"},"tasks":[{"task_key":"a"},{"task_key":"b"}]}""");
        var update = $$"""{"job_id":{{id}},"new_settings":{"max_concurrent_runs":7,"tasks":[{"task_key":"b","description":"new"},{"task_key":"c"}]},"fields_to_remove":["description","tasks/a"]}""";
        Assert.Equal(200, (await emulator.PostAsync(Jobs + "/update", update)).Status);
        var settings = (await emulator.GetAsync($"{Jobs}/get?job_id={id}"))["settings"]!;
        Assert.Equal(["b new", "c "], settings["tasks"]!.AsArray().Select(t => $"{t!["task_key"]} {t["description"]}"));
        Assert.Equal("7", settings["max_concurrent_runs"]!.ToString());
        Assert.Null(settings["description"]);
        Assert.NotNull(settings["tags"]);
    }

    [Fact]
    public async Task List_ManyJobs_ComesInPagesNewestFirst()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        for (var i = 0; i < 45; i++) await CreateAsync(emulator, $$"""{"name":"j{{i}}","tasks":[{"task_key":"t"}]}""");
        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await emulator.GetAsync($"{Jobs}/list?limit=20&page_token={token}");
            Assert.Equal(page["next_page_token"] is not null, page["has_more"]!.GetValue<bool>());
            Assert.All(page["jobs"]!.AsArray(), j => Assert.Null(j!["settings"]!["tasks"]));
            names.AddRange(page["jobs"]!.AsArray().Select(j => j!["settings"]!["name"]!.ToString()));
            token = page["next_page_token"]?.ToString();
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 45).Reverse().Select(i => $"j{i}"), names);
        Assert.Equal(400, (await emulator.GetAsync($"{Jobs}/list?limit=101")).Status);
        Assert.NotNull((await emulator.GetAsync($"{Jobs}/list?name=J7&expand_tasks=true"))["jobs"]!.AsArray().Single()!["settings"]!["tasks"]);
        Assert.Null((await emulator.GetAsync($"{Jobs}/list?name=j"))["jobs"]);
    }

    [Fact]
    public async Task Get_MoreThan100Tasks_ComesInPages()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await CreateAsync(emulator, $$"""{"tasks":[{{string.Join(',', Enumerable.Range(0, 150).Select(i => $$"""{"task_key":"t{{i}}"}"""))}}]}""");
        var first = await emulator.GetAsync($"{Jobs}/get?job_id={id}");
        Assert.Equal(100, first["settings"]!["tasks"]!.AsArray().Count);
        Assert.Equal(50, (await emulator.GetAsync($"{Jobs}/get?job_id={id}&page_token={first["next_page_token"]}"))["settings"]!["tasks"]!.AsArray().Count);
        Assert.Equal(150, (await emulator.GetAsync($"/api/2.1/jobs/get?job_id={id}"))["settings"]!["tasks"]!.AsArray().Count);
        Assert.Equal("Untitled", first["settings"]!["name"]!.ToString());
    }

    [Theory]
    [InlineData("""{"tasks":[{"task_key":"a"},{"task_key":"a"}]}""", "duplicated")]
    [InlineData("""{"tasks":[{"task_key":"a b"}]}""", "task key")]
    [InlineData("""{"tasks":[{"task_key":"a","depends_on":[{"task_key":"z"}]}]}""", "does not exist")]
    [InlineData("""{"tasks":[{"task_key":"a","depends_on":[{"task_key":"b"}]},{"task_key":"b","depends_on":[{"task_key":"a"}]}]}""", "circle")]
    [InlineData("""{"tasks":[{"task_key":"a","job_cluster_key":"c"}]}""", "job cluster 'c'")]
    [InlineData("""{"schedule":{"quartz_cron_expression":"never","timezone_id":"UTC"}}""", "cron")]
    [InlineData("""{"schedule":{"quartz_cron_expression":"0 0 5 * * ?","timezone_id":"Nowhere"}}""", "timezone")]
    [InlineData("""{"schedule":{"quartz_cron_expression":"0 0 5 * * ?","timezone_id":"UTC"},"continuous":{"pause_status":"PAUSED"}}""", "Only one of")]
    [InlineData("""{"max_concurrent_runs":1001}""", "between 0 and 1000")]
    [InlineData("""{"run_as":{"user_name":"nobody@company.com"}}""", "does not exist")]
    [InlineData("""{"parameters":[{"name":"a","default":""},{"name":"a","default":""}]}""", "twice")]
    public async Task Create_WrongSettings_IsRefused(string settings, string says)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.PostAsync(Jobs + "/create", settings);
        Assert.Equal((400, "INVALID_PARAMETER_VALUE"), (answer.Status, answer.ErrorCode));
        Assert.Contains(says, answer["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await emulator.StateAsync("jobs"));
    }

    [Fact]
    public async Task RunAs_ServicePrincipal_IsShown()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var etl = (await emulator.StateAsync("servicePrincipals"))[0]!["applicationId"]!.ToString();
        var id = await CreateAsync(emulator, $$$"""{"name":"j","run_as":{"service_principal_name":"{{{etl}}}"}}""");
        Assert.Equal(etl, (await emulator.GetAsync($"{Jobs}/get?job_id={id}"))["run_as_user_name"]!.ToString());
    }

    [Theory]
    [InlineData("GET", "get?job_id=9", null)]
    [InlineData("POST", "delete", """{"job_id":9}""")]
    [InlineData("POST", "reset", """{"job_id":9,"new_settings":{}}""")]
    [InlineData("POST", "update", """{"job_id":"9"}""")]
    [InlineData("GET", "runs/list?job_id=9", null)]
    public async Task Call_OfAMissingJob_IsRefusedAsInvalid(string method, string call, string? body)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.SendAsync(method, $"{Jobs}/{call}", body);
        Assert.Equal((400, "INVALID_PARAMETER_VALUE", "Job 9 does not exist."), (answer.Status, answer.ErrorCode, answer["message"]!.ToString()));
    }

    [Fact]
    public async Task Create_SameIdempotencyToken_GivesTheSameJob()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(await CreateAsync(emulator, """{"name":"j","idempotency_token":"t"}"""), await CreateAsync(emulator, """{"name":"j","idempotency_token":"t"}"""));
        Assert.Single(await emulator.StateAsync("jobs"));
    }

    [Fact]
    public async Task Create_OldForm_IsKnownToOldVersionsOnly()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        const string Settings = """{"name":"j","existing_cluster_id":"c","notebook_task":{"notebook_path":"/n"}}""";

        var old = await emulator.PostAsync("/api/2.0/jobs/create", Settings);
        var settings = (await emulator.GetAsync($"/api/2.0/jobs/get?job_id={old["job_id"]}"))["settings"]!;
        Assert.Equal("SINGLE_TASK c /n", $"{settings["format"]} {settings["existing_cluster_id"]} {settings["notebook_task"]!["notebook_path"]}");

        var now = (await emulator.GetAsync($"{Jobs}/get?job_id={await CreateAsync(emulator, Settings)}"))["settings"]!;
        Assert.Equal("MULTI_TASK", now["format"]!.ToString());
        Assert.Null(now["notebook_task"]);
    }

    [Fact]
    public async Task Create_Triggers_AreKept()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await CreateAsync(emulator, """{"name":"j","triggers":[{"periodic":{"interval":1,"unit":"DAYS"}}]}""");
        Assert.Equal("DAYS", (await emulator.GetAsync($"{Jobs}/get?job_id={id}"))["settings"]!["triggers"]![0]!["periodic"]!["unit"]!.ToString());
    }

    private static async Task<string> CreateAsync(EmulatorClient emulator, string settings) => (await emulator.PostAsync(Jobs + "/create", settings))["job_id"]!.ToString();
}
