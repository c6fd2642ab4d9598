using Microsoft.Extensions.Logging;

namespace Provisioner.Emulator.Tests.Http;

public sealed class DispatcherTests
{
    [Theory]
    [InlineData("/api/2.2/jobs/list", "UNAUTHENTICATED")]
    [InlineData("http://accounts.azuredatabricks.net/api/2.0/accounts/a/scim/v2/Users", "UNAUTHENTICATED")]
    public async Task Call_WithoutCredentials_Is401(string path, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.SendAsync("GET", path, token: "");
        Assert.Equal((401, code), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Call_ToAzureWithoutCredentials_Is401InAzuresForm()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.SendAsync("GET", "http://management.azure.com/subscriptions/x?api-version=1", token: "");
        Assert.Equal((401, "AuthenticationFailed"), (answer.Status, answer["error"]!["code"]!.ToString()));
        Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_Unknown_Is404AndLogged()
    {
        using var logged = new LogLines();
        await using var server = await EmulatorServer.StartAsync(new EmulatorOptions { Logging = logged }, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer x");
        using var answer = await client.DeleteAsync(new Uri("/api/2.0/magic/wand", UriKind.Relative));
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("ENDPOINT_NOT_FOUND", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Not emulated: DELETE http://127.0.0.1/api/2.0/magic/wand", logged.Lines);
    }

    [Fact]
    public async Task Hosts_OfTwoWorkspaces_HaveTheirOwnContent()
    {
        await using var emulator = await EmulatorClient.StartAsync("workspaces: [ { name: a, host: adb-1.1.azuredatabricks.net }, { name: b, host: adb-2.2.azuredatabricks.net } ]");
        foreach (var host in new[] { "adb-1.1.azuredatabricks.net", "adb-2.2.azuredatabricks.net", "unknown.host" })
            Assert.Equal(200, (await emulator.PostAsync($"http://{host}/api/2.2/jobs/create", $$"""{"name":"of {{host}}"}""")).Status);
        foreach (var (host, expected) in new[] { ("adb-1.1.azuredatabricks.net", "of adb-1.1.azuredatabricks.net"), ("adb-2.2.azuredatabricks.net", "of adb-2.2.azuredatabricks.net") })
            Assert.Equal(expected, Assert.Single((await emulator.GetAsync($"http://{host}/api/2.2/jobs/list"))["jobs"]!.AsArray())!["settings"]!["name"]!.ToString());
        var inDefault = await emulator.GetAsync("/api/2.2/jobs/list");
        Assert.Equal("of unknown.host", Assert.Single(inDefault["jobs"]!.AsArray())!["settings"]!["name"]!.ToString());
        Assert.Equal("4242", inDefault.Headers["X-Databricks-Org-Id"]);
        Assert.Equal("1", (await emulator.GetAsync("http://adb-1.1.azuredatabricks.net/api/2.2/jobs/list")).Headers["X-Databricks-Org-Id"]);
    }

    [Theory]
    [InlineData("http://management.azure.com/api/2.2/jobs/list")]
    [InlineData("http://accounts.azuredatabricks.net/api/2.2/jobs/list")]
    [InlineData("http://graph.microsoft.com/subscriptions/0?api-version=1")]
    public async Task Hosts_OfOtherServices_DoNotAnswerForWorkspaces(string address)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(404, (await emulator.GetAsync(address)).Status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"name":["a"]}""")]
    public async Task Body_IllFormed_IsRefused(string body)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.PostAsync("/api/2.2/jobs/create", body);
        Assert.Equal((400, "MALFORMED_REQUEST"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Creations_AtOnce_EachGetTheirOwnId()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => emulator.PostAsync("/api/2.2/jobs/create", $$"""{"name":"j{{i}}"}""")));
        Assert.Equal(100, answers.Select(a => a["job_id"]!.GetValue<long>()).Distinct().Count());
        Assert.Equal(100, (await emulator.StateAsync("jobs")).Count);
    }

    [Fact]
    public async Task StartAsync_PortTaken_Throws()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => EmulatorServer.StartAsync(new EmulatorOptions { Port = emulator.Address.Port }, CancellationToken.None));
    }

    private sealed class LogLines : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new InvalidOperationException("no providers in this test");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines) Lines.Add(formatter(state, exception));
        }

        public void Dispose() => Lines.Clear();
    }
}
