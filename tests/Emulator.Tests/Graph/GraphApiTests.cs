namespace Provisioner.Emulator.Tests.Graph;

public sealed class GraphApiTests
{
    private const string Root = "http://graph.microsoft.com/v1.0";

    [Theory]
    [InlineData("users", "userPrincipalName eq 'ANNA.rossi@company.com'", "Anna Rossi")]
    [InlineData("users", "startswith(displayName,'Fir') or mail eq 'anna.rossi@company.com'", "Anna Rossi,First Last")]
    [InlineData("users", "displayName in ('First Last', 'x')", "First Last")]
    [InlineData("users", "not (displayName eq 'Deploy') and endswith(mail, 'company.com')", "Anna Rossi,First Last")]
    [InlineData("groups", "displayName eq 'sales-developers'", "sales-developers")]
    [InlineData("groups", "displayName eq 'it''s'", "it's")]
    [InlineData("servicePrincipals", "displayName eq 'etl'", "etl")]
    public async Task List_Filtered_IsThoseThatFit(string kind, string filter, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync("groups: [ { displayName: \"it's\" } ]");
        var answer = await emulator.GetAsync($"{Root}/{kind}?$filter={Uri.EscapeDataString(filter)}&$select=id,displayName");
        Assert.Equal(expected, string.Join(',', answer["value"]!.AsArray().Select(v => v!["displayName"]!.ToString()).Order(StringComparer.Ordinal)));
        Assert.All(answer["value"]!.AsArray(), v => Assert.Equal(2, v!.AsObject().Count));
    }

    [Theory]
    [InlineData("displayName like 'a'")]
    [InlineData("displayName eq 'a")]
    public async Task List_FilterWrong_IsRefused(string filter)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal((400, "BadRequest"), ((await emulator.GetAsync($"{Root}/users?$filter={Uri.EscapeDataString(filter)}")) is var a ? (a.Status, a["error"]!["code"]!.ToString()) : default));
    }

    [Fact]
    public async Task List_MoreThanAPage_LinksToTheNext()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var names = new List<string>();
        var next = $"{Root}/users?$top=2&$select=displayName";
        while (next is not null)
        {
            var page = await emulator.GetAsync(next);
            Assert.Equal(200, page.Status);
            names.AddRange(page["value"]!.AsArray().Select(v => v!["displayName"]!.ToString()));
            next = page["@odata.nextLink"]?.ToString();
        }

        Assert.Equal(["Anna Rossi", "Deploy", "First Last"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task User_ById_AndMissing()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var user = await emulator.GetAsync(Root + "/users/anna.rossi@company.com");
        Assert.Equal("Anna Rossi", (await emulator.GetAsync($"{Root}/users/{user["id"]}"))["displayName"]!.ToString());
        var missing = await emulator.GetAsync(Root + "/users/nobody@company.com");
        Assert.Equal((404, "Request_ResourceNotFound"), (missing.Status, missing["error"]!["code"]!.ToString()));
    }
}
