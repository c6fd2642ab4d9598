namespace Provisioner.Emulator.Tests.Repos;

public sealed class ReposApiTests
{
    private const string Git = "https://github.com/acme/orders.git";

    [Fact]
    public async Task Repo_MadeMovedDeleted_TakesItsContentWithIt()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(404, (await CreateAsync(emulator, "/f/orders")).Status);
        await emulator.PostAsync("/api/2.0/workspace/mkdirs", """{"path":"/f"}""");
        var made = await CreateAsync(emulator, "/f/orders");
        Assert.Equal("gitHub main /f/orders", $"{made["provider"]} {made["branch"]} {made["path"]}");
        Assert.Equal("RESOURCE_ALREADY_EXISTS", (await CreateAsync(emulator, "/f/orders")).ErrorCode);
        Assert.Equal("REPO", (await emulator.GetAsync("/api/2.0/workspace/get-status?path=/f/orders"))["object_type"]!.ToString());

        var path = $"/api/2.0/repos/{made["id"]}";
        Assert.Equal(200, (await emulator.SendAsync("PATCH", path, """{"branch":"release"}""")).Status);
        var moved = await emulator.GetAsync(path);
        Assert.Equal("release", moved["branch"]!.ToString());
        Assert.NotEqual(made["head_commit_id"]!.ToString(), moved["head_commit_id"]!.ToString());
        await emulator.SendAsync("PATCH", path, """{"branch":"release"}""");
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        await emulator.SendAsync("PATCH", path, """{"tag":"v1"}""");
        Assert.Null((await emulator.GetAsync(path))["branch"]);
        Assert.Equal(400, (await emulator.SendAsync("PATCH", path, """{"tag":"v1","branch":"b"}""")).Status);

        await emulator.PostAsync("/api/2.0/workspace/import", """{"path":"/f/orders/x.txt","format":"RAW","content":"YQ=="}""");
        Assert.Equal(200, (await emulator.SendAsync("DELETE", path)).Status);
        Assert.Equal(404, (await emulator.SendAsync("DELETE", path)).Status);
        Assert.Equal(404, (await emulator.GetAsync("/api/2.0/workspace/get-status?path=/f/orders/x.txt")).Status);
    }

    [Fact]
    public async Task Repos_ManyUnderPrefix_ComeInPages()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync("/api/2.0/workspace/mkdirs", """{"path":"/a"}""");
        await emulator.PostAsync("/api/2.0/workspace/mkdirs", """{"path":"/b"}""");
        for (var i = 0; i < 25; i++) await CreateAsync(emulator, $"/a/r{i}");
        await CreateAsync(emulator, "/b/r");
        var first = await emulator.GetAsync("/api/2.0/repos?path_prefix=/a");
        Assert.Equal(20, first["repos"]!.AsArray().Count);
        var second = await emulator.GetAsync($"/api/2.0/repos?path_prefix=/a&next_page_token={first["next_page_token"]}");
        Assert.Equal(5, second["repos"]!.AsArray().Count);
        Assert.Null(second["next_page_token"]);
        Assert.Equal(400, (await emulator.GetAsync("/api/2.0/repos?next_page_token=forged")).Status);
    }

    [Theory]
    [InlineData("/Repos/too/many/parts")]
    [InlineData("/Repos/few")]
    public async Task Repo_UnderReposWithWrongDepth_IsRefused(string path)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal("INVALID_PARAMETER_VALUE", (await CreateAsync(emulator, path)).ErrorCode);
    }

    [Fact]
    public async Task GitCredential_OnePerUserAndProvider_TokenNeverShown()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        const string Body = """{"git_provider":"GITHUB","git_username":"bot","personal_access_token":"ghp-secret-1"}""";
        var made = await emulator.PostAsync("/api/2.0/git-credentials", Body);
        Assert.Equal("gitHub", made["git_provider"]!.ToString());
        Assert.Equal("RESOURCE_ALREADY_EXISTS", (await emulator.PostAsync("/api/2.0/git-credentials", Body)).ErrorCode);
        Assert.Equal(200, (await emulator.SendAsync("POST", "/api/2.0/git-credentials", Body, "as:anna.rossi@company.com")).Status);
        Assert.Single((await emulator.GetAsync("/api/2.0/git-credentials"))["credentials"]!.AsArray());
        var path = $"/api/2.0/git-credentials/{made["credential_id"]}";
        Assert.Equal(404, (await emulator.SendAsync("GET", path, token: "as:anna.rossi@company.com")).Status);
        await emulator.SendAsync("PATCH", path, Body);
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        await emulator.SendAsync("PATCH", path, Body.Replace("secret-1", "secret-2", StringComparison.Ordinal));
        Assert.True((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        Assert.DoesNotContain("ghp-secret", (await emulator.GetAsync("/_emulator/state")).Text + (await emulator.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await emulator.SendAsync("DELETE", path)).Status);
        Assert.Equal(404, (await emulator.GetAsync(path)).Status);
    }

    private static Task<EmulatorClient.Answer> CreateAsync(EmulatorClient emulator, string path) =>
        emulator.PostAsync("/api/2.0/repos", $$"""{"url":"{{Git}}","provider":"github","path":"{{path}}"}""");
}
