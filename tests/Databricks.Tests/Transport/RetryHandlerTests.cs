using System.Net;
using System.Text.Json.Nodes;
using Provisioner.Databricks.AzureApis;
using Provisioner.Databricks.Credentials;
using Provisioner.Databricks.Transport;
using Provisioner.Databricks.WorkspaceApis;

namespace Provisioner.Databricks.Tests.Transport;

public sealed class RetryHandlerTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Send_PostThatWasNotTaken_IsSentAgain(int status)
    {
        var calls = 0;
        await using var server = RecordingServer.Start((_, _) => ++calls == 1 ? (status, "{}", "0") : (200, """{"job_id":7}""", null));
        using var clients = Clients();

        var job = await clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.CreateAsync(new JsonObject { ["name"] = "j" }, CancellationToken);

        Assert.Equal(7, job.JobId);
        Assert.Equal(["POST /api/2.2/jobs/create {\"name\":\"j\"}", "POST /api/2.2/jobs/create {\"name\":\"j\"}"], server.Requests);
    }

    [Fact]
    public async Task Send_PostWhoseAnswerIsLost_IsNotSentAgain()
    {
        await using var server = RecordingServer.Start((_, _) => (0, "", null));
        using var clients = Clients();

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() =>
            clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.CreateAsync([], CancellationToken));

        Assert.Null(failure.Status);
        Assert.Equal("UNREACHABLE", failure.ErrorCode);
        Assert.Equal("/api/2.2/jobs/create", failure.Path);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Send_GetWhoseAnswerIsLost_IsSentAgain()
    {
        var calls = 0;
        await using var server = RecordingServer.Start((_, _) => ++calls < 3 ? (0, "", null) : (200, """{"id":5,"url":"u"}""", null));
        using var clients = Clients();

        var repo = await clients.ForWorkspace(server.Address.AbsoluteUri).Repos.GetAsync("5", CancellationToken);

        Assert.Equal(5, repo.Id);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(RecordingServer.Cut)]
    [InlineData(RecordingServer.Stall)]
    public async Task Send_GetWhoseAnswerStopsHalfWay_IsSentAgain(string end)
    {
        var calls = 0;
        await using var server = RecordingServer.Start((_, _) => ++calls == 1 ? (200, "{\"id\":5," + end, null) : (200, """{"id":5,"url":"u"}""", null));
        using var clients = Clients(Quick with { AttemptTimeout = TimeSpan.FromSeconds(4) });

        var repo = await clients.ForWorkspace(server.Address.AbsoluteUri).Repos.GetAsync("5", CancellationToken);

        Assert.Equal(5, repo.Id);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Send_PostWhoseAnswerStopsHalfWay_IsNotSentAgain()
    {
        await using var server = RecordingServer.Start((_, _) => (200, "{\"job_id\":" + RecordingServer.Cut, null));
        using var clients = Clients();

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() => clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.CreateAsync([], CancellationToken));

        Assert.Equal("UNREACHABLE", failure.ErrorCode);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("<html><head><title>502 Bad Gateway</title></head><body><h1>no</h1>much more</body></html>", "HTTP 502 X: 502 Bad Gateway")]
    [InlineData("<!doctype html><body><pre>Cannot reach &lt;shard&gt;</pre></body>", "HTTP 502 X: Cannot reach <shard>")]
    [InlineData("<html><body><p>much</p></body></html>", "HTTP 502 X")]
    [InlineData("upstream connect error", "upstream connect error")]
    [InlineData("", "HTTP 502 X")]
    public async Task Send_AnswerOfAGateway_IsToldInALine(string body, string message)
    {
        await using var server = RecordingServer.Start((_, _) => (502, body, null));
        using var clients = Clients();

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() => clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.CreateAsync([], CancellationToken));

        Assert.Equal((HttpStatusCode.BadGateway, message), (failure.Status, failure.Message));
    }

    [Fact]
    public async Task Send_PageInsteadOfSuccess_IsNoSuccess()
    {
        await using var server = RecordingServer.Start((_, _) => (200, "<html><title>Sign in</title></html>", null));
        using var clients = Clients();

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() => clients.ForWorkspace(server.Address.AbsoluteUri).Repos.DeleteAsync("5", CancellationToken));

        Assert.Equal("MALFORMED_RESPONSE", failure.ErrorCode);
    }

    [Fact]
    public async Task List_TokensInACircle_EndInsteadOfLooping()
    {
        await using var server = RecordingServer.Start((line, _) => line.Contains("page_token=two", StringComparison.Ordinal)
            ? (200, """{"jobs":[{"job_id":2}],"next_page_token":"one"}""", null)
            : (200, """{"jobs":[{"job_id":1}],"next_page_token":"two"}""", null));
        using var clients = Clients();
        var ids = new List<long>();

        await foreach (var job in clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.ListAllAsync("j", CancellationToken))
            ids.Add(job.JobId);

        Assert.Equal([1, 2, 1], ids);
    }

    [Fact]
    public async Task GetWhole_TokensInACircle_EndInsteadOfLooping()
    {
        await using var server = RecordingServer.Start((line, _) => line.Contains("page_token=two", StringComparison.Ordinal)
            ? (200, """{"job_id":1,"settings":{},"next_page_token":"one"}""", null)
            : (200, """{"job_id":1,"settings":{},"next_page_token":"two"}""", null));
        using var clients = Clients();

        await clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.GetWholeAsync(1, CancellationToken);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Send_AlwaysRefused_EndsWithTheAnswer()
    {
        await using var server = RecordingServer.Start((_, _) => (429, """{"error_code":"REQUEST_LIMIT_EXCEEDED","message":"slow down"}""", "0"));
        using var clients = Clients();

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() => clients.ForWorkspace(server.Address.AbsoluteUri).Repos.GetAsync("5", CancellationToken));

        Assert.Equal(HttpStatusCode.TooManyRequests, failure.Status);
        Assert.Equal("REQUEST_LIMIT_EXCEEDED", failure.ErrorCode);
        Assert.Equal("slow down", failure.Message);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Send_Refusal_HasNoSecrets()
    {
        await using var server = RecordingServer.Start((_, _) => (403, """{"error_code":"PERMISSION_DENIED","message":"token dapi0123456789abcdef0123 of ghp_abcdefgh1234 is bad"}""", null));
        using var clients = Clients();

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() => clients.ForWorkspace(server.Address.AbsoluteUri).Repos.DeleteAsync("a/b", CancellationToken));

        Assert.Equal($"token {SecretRedaction.Mask} of {SecretRedaction.Mask} is bad", failure.Message);
        Assert.Equal(["DELETE /api/2.0/repos/a%2Fb"], server.Requests);
    }

    [Fact]
    public async Task List_Pages_AreWalked()
    {
        await using var server = RecordingServer.Start((line, _) => line.Contains("page_token=two", StringComparison.Ordinal)
            ? (200, """{"jobs":[{"job_id":2}]}""", null)
            : (200, """{"jobs":[{"job_id":1}],"next_page_token":"two","has_more":true}""", null));
        using var clients = Clients();
        var ids = new List<long>();

        await foreach (var job in clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.ListAllAsync("a&b", CancellationToken))
            ids.Add(job.JobId);

        Assert.Equal([1, 2], ids);
        Assert.Equal(["GET /api/2.2/jobs/list?name=a%26b&limit=100", "GET /api/2.2/jobs/list?name=a%26b&limit=100&page_token=two"], server.Requests);
    }

    [Fact]
    public async Task Token_OfOAuthClient_IsAskedForOnce()
    {
        await using var server = RecordingServer.Start((line, _) => line.StartsWith("POST /oidc", StringComparison.Ordinal)
            ? (200, """{"access_token":"t","expires_in":3600}""", null)
            : (200, """{"repos":[]}""", null));
        using var clients = new DatabricksClients(new DatabricksClientOptions { Databricks = new OAuthClientCredential("id", "secret"), Retry = Quick }, TimeProvider.System);
        var repos = clients.ForWorkspace(server.Address.AbsoluteUri).Repos;

        await repos.ListAsync(cancellationToken: CancellationToken);
        await repos.ListAsync(cancellationToken: CancellationToken);

        Assert.Equal(["POST /oidc/v1/token grant_type=client_credentials&scope=all-apis", "GET /api/2.0/repos", "GET /api/2.0/repos"], server.Requests);
    }

    [Fact]
    public async Task Token_ThatWasWithdrawn_IsReplacedAndTheRequestSentOnceMore()
    {
        var issued = 0;
        await using var server = RecordingServer.Start((line, _) => line.StartsWith("POST /oidc", StringComparison.Ordinal)
            ? (200, $$"""{"access_token":"t{{++issued}}","expires_in":3600}""", null)
            : issued == 1 ? (401, """{"message":"withdrawn"}""", null) : (200, """{"job_id":7}""", null));
        using var clients = new DatabricksClients(new DatabricksClientOptions { Databricks = new OAuthClientCredential("id", "secret"), Retry = Quick }, TimeProvider.System);

        var job = await clients.ForWorkspace(server.Address.AbsoluteUri).Jobs.CreateAsync([], CancellationToken);

        Assert.Equal((7, 2, 4), (job.JobId, issued, server.Requests.Count));
    }

    [Fact]
    public async Task Token_ThatIsAlwaysRefused_IsTriedTwice()
    {
        await using var server = RecordingServer.Start((line, _) => line.StartsWith("POST /oidc", StringComparison.Ordinal)
            ? (200, """{"access_token":"t","expires_in":3600}""", null)
            : (401, """{"message":"no"}""", null));
        using var clients = new DatabricksClients(new DatabricksClientOptions { Databricks = new OAuthClientCredential("id", "secret"), Retry = Quick }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() => clients.ForWorkspace(server.Address.AbsoluteUri).Repos.GetAsync("5", CancellationToken));

        Assert.Equal((HttpStatusCode.Unauthorized, "no", 4), (failure.Status, failure.Message, server.Requests.Count));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://management.azure.com/x?api-version=1&$skiptoken=a%2Bb", "a+b")]
    [InlineData("https://elsewhere.example/x?%24skipToken=t", "t")]
    public void SkipToken_OfALink_IsTakenAlone(string? link, string? token) => Assert.Equal(token, new AzurePage<string> { NextLink = link }.SkipToken());

    [Theory]
    [InlineData("https://management.azure.com/x?page=2")]
    [InlineData("/x?$skiptoken=a")]
    public void SkipToken_LinkWithoutAToken_IsNoEndOfTheList(string link) => Assert.Throws<AzureApiException>(() => new AzurePage<string> { NextLink = link }.SkipToken());

    [Fact]
    public async Task Send_ThroughProxy_NamesTheHost()
    {
        await using var server = RecordingServer.Start((_, _) => (200, """{"repos":[]}""", null));
        using var clients = new DatabricksClients(
            new DatabricksClientOptions { Databricks = new TokenCredentialValue("t"), Proxy = server.Address, Retry = Quick }, TimeProvider.System);

        await clients.ForWorkspace("adb-1.1.azuredatabricks.net").Repos.ListAsync(cancellationToken: CancellationToken);

        Assert.Equal(["GET http://adb-1.1.azuredatabricks.net/api/2.0/repos"], server.Requests);
    }

    [Fact]
    public async Task Read_AnswerThatIsNoJson_IsOneOfOurErrors()
    {
        await using var server = RecordingServer.Start((_, _) => (200, "<html>", null));
        using var clients = Clients();

        var failure = await Assert.ThrowsAsync<DatabricksApiException>(() => clients.ForWorkspace(server.Address.AbsoluteUri).Repos.GetAsync("5", CancellationToken));

        Assert.Equal("MALFORMED_RESPONSE", failure.ErrorCode);
    }

    private static RetrySettings Quick => new() { Attempts = 4, FirstDelay = TimeSpan.FromMilliseconds(1) };

    private static DatabricksClients Clients(RetrySettings? retry = null) =>
        new(new DatabricksClientOptions { Databricks = new TokenCredentialValue("t"), Retry = retry ?? Quick }, TimeProvider.System);
}
