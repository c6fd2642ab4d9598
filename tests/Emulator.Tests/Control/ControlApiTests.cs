using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Provisioner.Emulator.Tests.Control;

public sealed class ControlApiTests
{
    private const string Me = "/api/2.0/preview/scim/v2/Me";

    [Fact]
    public async Task State_Fresh_HasEveryCollectionAndTheDefaultSeed()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var state = (await emulator.GetAsync("/_emulator/state")).Body!.AsObject();
        foreach (var name in new[] { "jobs", "repos", "pipelines", "catalogs", "schemas", "tables", "gitCredentials", "permissions", "grants", "roleAssignments", "workspaceAssignments", "clusters" })
            Assert.Empty(state[name]!.AsArray());
        Assert.Contains(state["users"]!.AsArray(), u => u!["userName"]!.ToString() == "anna.rossi@company.com");
        Assert.Contains(state["groups"]!.AsArray(), g => g!["displayName"]!.ToString() == "sales-developers");
        Assert.Contains(state["servicePrincipals"]!.AsArray(), s => s!["displayName"]!.ToString() == "etl");
        Assert.Equal("main-metastore", Assert.Single(state["metastores"]!.AsArray())!["name"]!.ToString());
        Assert.Equal("main-warehouse", Assert.Single(state["warehouses"]!.AsArray())!["name"]!.ToString());
    }

    [Fact]
    public async Task Calls_OfEachKind_AreLoggedInOrderWithChanges()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync("/api/2.0/workspace/mkdirs", """{"path":"/a/b"}""");
        await emulator.PostAsync("/api/2.0/workspace/mkdirs", """{"path":"/a/b"}""");
        await emulator.GetAsync("/api/2.0/workspace/get-status?path=/a/b");
        var calls = (await emulator.GetAsync("/_emulator/calls")).Body!.AsArray();
        Assert.Equal(
            ["1 POST /api/2.0/workspace/mkdirs 200 true", "2 POST /api/2.0/workspace/mkdirs 200 false", "3 GET /api/2.0/workspace/get-status 200 false"],
            calls.Select(c => $"{c!["sequence"]} {c["method"]} {c["path"]} {c["status"]} {c["changes"]!.ToJsonString()}"));
        Assert.All(calls, c => Assert.Equal("127.0.0.1", c!["host"]!.ToString()));
        Assert.Equal(3L, Assert.Single((await emulator.GetAsync("/_emulator/calls?after=2")).Body!.AsArray())!["sequence"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("""[{"method":"GET","path":"/Me$","status":429,"times":2,"retryAfter":7}]""", 429, "REQUEST_LIMIT_EXCEEDED", "7")]
    [InlineData("""[{"path":"scim","status":503,"times":2}]""", 503, "TEMPORARILY_UNAVAILABLE", "1")]
    [InlineData("""{"path":"Me","status":400,"times":2,"body":{"error_code":"MINE","message":"m"}}""", 400, "MINE", null)]
    public async Task Faults_WithTimes_MeetSoManyCalls(string faults, int status, string code, string? retryAfter)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(200, (await emulator.PostAsync("/_emulator/faults", faults)).Status);
        for (var i = 0; i < 2; i++)
        {
            var answer = await emulator.GetAsync(Me);
            Assert.Equal((status, code), (answer.Status, answer.ErrorCode));
            Assert.Equal(retryAfter, answer.Headers.GetValueOrDefault("Retry-After"));
        }

        Assert.Equal(200, (await emulator.GetAsync(Me)).Status);
    }

    [Fact]
    public async Task Faults_OfAnotherMethod_LeaveTheCallAlone()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync("/_emulator/faults", """[{"method":"POST","path":"Me","status":500}]""");
        Assert.Equal(200, (await emulator.GetAsync(Me)).Status);
        Assert.Single((await emulator.GetAsync("/_emulator/faults")).Body!.AsArray());
        await emulator.SendAsync("DELETE", "/_emulator/faults");
        Assert.Empty((await emulator.GetAsync("/_emulator/faults")).Body!.AsArray());
    }

    [Fact]
    public async Task Faults_EveryTenth_MeetsOneInTen()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync("/_emulator/faults", """[{"path":"Me","status":429,"every":10}]""");
        var statuses = new List<int>();
        for (var i = 0; i < 20; i++) statuses.Add((await emulator.GetAsync(Me)).Status);
        Assert.Equal([9, 19], Enumerable.Range(0, 20).Where(i => statuses[i] == 429));
    }

    [Fact]
    public async Task Faults_OfACreation_NothingIsMadeUnlessItApplies()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync("/_emulator/faults", """[{"path":"jobs/create","status":503,"times":1},{"path":"jobs/create","status":503,"times":1,"apply":true}]""");
        Assert.Equal(503, (await emulator.PostAsync("/api/2.2/jobs/create", """{"name":"a"}""")).Status);
        Assert.Empty(await emulator.StateAsync("jobs"));
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        Assert.Equal(503, (await emulator.PostAsync("/api/2.2/jobs/create", """{"name":"a"}""")).Status);
        Assert.Single(await emulator.StateAsync("jobs"));
        Assert.True((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Faults_WithDelay_TheCallHasHappenedWhileItsAnswerWaits()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await EmulatorClient.StartAsync(time: time);
        await emulator.PostAsync("/_emulator/faults", """[{"path":"jobs/create","delayMs":5000,"times":1}]""");
        var waiting = emulator.PostAsync("/api/2.2/jobs/create", """{"name":"slow"}""");
        while ((await emulator.StateAsync("jobs")).Count == 0) Assert.False(waiting.IsCompleted);
        Assert.False(waiting.IsCompleted);
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(200, (await waiting).Status);
    }

    [Fact]
    public async Task Faults_WithDelay_RealClockWaits()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync("/_emulator/faults", """[{"path":"Me","delayMs":120}]""");
        var watch = Stopwatch.StartNew();
        Assert.Equal(200, (await emulator.GetAsync(Me)).Status);
        Assert.InRange(watch.ElapsedMilliseconds, 100, 30_000);
    }

    [Theory]
    [InlineData("""[{"path":"(","status":500}]""")]
    [InlineData("""[{"path":"a","status":9}]""")]
    [InlineData("[1]")]
    [InlineData("no json")]
    public async Task Faults_Wrong_AreRefused(string faults)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(400, (await emulator.PostAsync("/_emulator/faults", faults)).Status);
    }

    [Fact]
    public async Task Seed_InYaml_AddsToWhatIsThere()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var seed = """
            users: [ { userName: new@company.com, displayName: New } ]
            groups: [ { displayName: sales-developers, members: [ new@company.com ] }, { displayName: fresh } ]
            workspaces: [ { name: other, host: "https://adb-77.7.azuredatabricks.net/", warehouses: [ { name: big } ], clusters: [ { name: shared } ] } ]
            tables:
              - fullName: sales_orders_1.clean.orders
                columns: [ { name: order_id, type: bigint, nullable: false, comment: key }, { name: amount, type: "decimal(10,2)" } ]
                primaryKey: [ order_id ]
            """;
        Assert.Equal(200, (await emulator.PostAsync("/_emulator/seed", seed)).Status);
        var state = (await emulator.GetAsync("/_emulator/state")).Body!;
        var group = state["groups"]!.AsArray().Single(g => g!["displayName"]!.ToString() == "sales-developers")!;
        Assert.Equal(["First Last", "New"], group["members"]!.AsArray().Select(m => m!["display"]!.ToString()));
        var workspace = state["workspaces"]!.AsArray().Single(w => w!["workspace_name"]!.ToString() == "other")!;
        Assert.Equal(("77", "adb-77.7.azuredatabricks.net"), (workspace["workspace_id"]!.ToString(), workspace["host"]!.ToString()));
        Assert.Equal("sales_orders_1", state["catalogs"]!.AsArray().Single()!["name"]!.ToString());
        Assert.Equal("sales_orders_1.clean", state["schemas"]!.AsArray().Single()!["full_name"]!.ToString());
        var table = state["tables"]!.AsArray().Single()!;
        Assert.Equal("order_id", table["table_constraints"]![0]!["primary_key_constraint"]!["child_columns"]![0]!.ToString());
        Assert.Equal("decimal(10,2) DECIMAL 10 2", string.Join(' ', new[] { "type_text", "type_name", "type_precision", "type_scale" }.Select(k => table["columns"]![1]![k]!.ToString())));

        var inOther = await emulator.GetAsync("/_emulator/state?host=adb-77.7.azuredatabricks.net");
        Assert.Equal(["big", "main-warehouse"], inOther["warehouses"]!.AsArray().Select(w => w!["name"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal("shared", inOther["clusters"]![0]!["cluster_name"]!.ToString());
    }

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("colour: red")]
    [InlineData("users: [ { displayName: nobody } ]")]
    [InlineData("users: 3")]
    [InlineData("tables: [ { fullName: only.two } ]")]
    [InlineData("- list")]
    public async Task Seed_Wrong_IsRefused(string seed)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(400, (await emulator.PostAsync("/_emulator/seed", seed)).Status);
    }

    [Fact]
    public async Task StartAsync_SeedWrong_Throws() =>
        await Assert.ThrowsAsync<EmulatorSeedException>(() => EmulatorServer.StartAsync(new EmulatorOptions { SeedText = "colour: red" }, CancellationToken.None));

    [Fact]
    public async Task Reset_AfterCalls_IsAsAtTheStart()
    {
        await using var emulator = await EmulatorClient.StartAsync("users: [ { userName: seeded@company.com } ]");
        await emulator.PostAsync("/api/2.2/jobs/create", """{"name":"a"}""");
        await emulator.PostAsync("/_emulator/faults", """[{"path":"Me","status":500}]""");
        Assert.Equal(200, (await emulator.PostAsync("/_emulator/reset", "")).Status);
        Assert.Empty(await emulator.StateAsync("jobs"));
        Assert.Empty((await emulator.GetAsync("/_emulator/calls")).Body!.AsArray());
        Assert.Equal(200, (await emulator.GetAsync(Me)).Status);
        Assert.Contains(await emulator.StateAsync("users"), u => u!["userName"]!.ToString() == "seeded@company.com");
    }

    [Fact]
    public async Task Control_UnknownAddress_Is404() => Assert.Equal(404, (await (await EmulatorClient.StartAsync()).GetAsync("/_emulator/nothing")).Status);

    [Fact]
    public async Task ServerDefaults_SwitchedOff_JobsAreAsGiven()
    {
        await using var emulator = await EmulatorClient.StartAsync("serverDefaults: false");
        var id = (await emulator.PostAsync("/api/2.2/jobs/create", """{"name":"a"}"""))["job_id"];
        var settings = (JsonObject)(await emulator.GetAsync($"/api/2.2/jobs/get?job_id={id}"))["settings"]!;
        Assert.False(settings.ContainsKey("format"));
    }
}
