namespace Provisioner.Emulator.Tests.Pipelines;

public sealed class PipelinesApiTests
{
    private const string Root = "/api/2.0/pipelines";

    [Fact]
    public async Task Pipeline_MadeEditedDeleted()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await CreateAsync(emulator, "p");
        var made = await emulator.GetAsync($"{Root}/{id}");
        Assert.Equal("p IDLE ADVANCED CURRENT default", $"{made["name"]} {made["state"]} {made["spec"]!["edition"]} {made["spec"]!["channel"]} {made["spec"]!["clusters"]![0]!["label"]}");
        Assert.Equal((409, "RESOURCE_CONFLICT"), ((await emulator.PostAsync(Root, Body("p"))).Status, (await emulator.PostAsync(Root, Body("p"))).ErrorCode));
        Assert.Equal(200, (await emulator.PostAsync(Root, Body("p", "\"allow_duplicate_names\":true,"))).Status);
        await emulator.SendAsync("PUT", $"{Root}/{id}", Body("p", $"\"id\":\"{id}\",\"allow_duplicate_names\":true,\"edition\":\"PRO\","));
        Assert.True((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        await emulator.SendAsync("PUT", $"{Root}/{id}", Body("p", $"\"id\":\"{id}\",\"allow_duplicate_names\":true,\"edition\":\"PRO\","));
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        Assert.Equal("PRO", (await emulator.GetAsync($"{Root}/{id}"))["spec"]!["edition"]!.ToString());
        Assert.Equal(200, (await emulator.SendAsync("DELETE", $"{Root}/{id}")).Status);
        Assert.Equal((404, $"The specified pipeline {id} was not found."), ((await emulator.GetAsync($"{Root}/{id}")).Status, (await emulator.GetAsync($"{Root}/{id}"))["message"]!.ToString()));
    }

    [Theory]
    [InlineData("name LIKE 'a_b'", "a_b,axb")]
    [InlineData(@"name LIKE 'a\_b'", "a_b")]
    [InlineData("name LIKE '%b'", "a_b,axb")]
    [InlineData(@"name LIKE '100\%'", "100%")]
    [InlineData("name LIKE 'it''s'", "it's")]
    [InlineData(@"name LIKE 'it\'s'", "it's")]
    [InlineData("name like 'none'", "")]
    [InlineData("notebook='/n'", "100%,a_b,axb,it's")]
    public async Task List_Filtered_IsSqlsLike(string filter, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        foreach (var name in new[] { "a_b", "axb", "100%", "it's" }) await CreateAsync(emulator, name);
        var found = (await emulator.GetAsync($"{Root}?filter={Uri.EscapeDataString(filter)}"))["statuses"]?.AsArray() ?? [];
        Assert.Equal(expected, string.Join(',', found.Select(p => p!["name"]!.ToString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task List_Many_ComesInPages()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        for (var i = 0; i < 30; i++) await CreateAsync(emulator, $"p{i}");
        var first = await emulator.GetAsync(Root);
        Assert.Equal(25, first["statuses"]!.AsArray().Count);
        Assert.Equal(5, (await emulator.GetAsync($"{Root}?page_token={first["next_page_token"]}"))["statuses"]!.AsArray().Count);
        Assert.Equal(400, (await emulator.GetAsync($"{Root}?filter=id%3D1")).Status);
    }

    [Theory]
    [InlineData("""{"name":"p"}""")]
    [InlineData("""{"name":"p","libraries":[{"notebook":{"path":"/n"}}],"edition":"BIG"}""")]
    [InlineData("""{"name":"p","libraries":[{"notebook":{"path":"/n"}}],"catalog":"c","storage":"s"}""")]
    [InlineData("""{"name":"p","libraries":[{"notebook":{"path":"/n"}}],"clusters":[{"num_workers":1,"autoscale":{"min_workers":1,"max_workers":2}}]}""")]
    [InlineData("""{"name":"p","libraries":[{"notebook":{"path":"/n"}}],"notifications":[{"email_recipients":["a"],"alerts":["on-monday"]}]}""")]
    public async Task Create_Wrong_IsRefused(string body)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal("INVALID_PARAMETER_VALUE", (await emulator.PostAsync(Root, body)).ErrorCode);
        Assert.Empty(await emulator.StateAsync("pipelines"));
    }

    private static async Task<string> CreateAsync(EmulatorClient emulator, string name) => (await emulator.PostAsync(Root, Body(name)))["pipeline_id"]!.ToString();

    private static string Body(string name, string more = "") => $$"""{ {{more}}"name":"{{name}}","catalog":"c","libraries":[{"notebook":{"path":"/n"} } ] }""";
}
