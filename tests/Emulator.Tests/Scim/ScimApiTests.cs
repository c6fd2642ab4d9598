using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.Scim;

public sealed class ScimApiTests
{
    private const string Account = "http://accounts.azuredatabricks.net/api/2.0/accounts/22222222-2222-4222-8222-222222222222/scim/v2";

    [Fact]
    public async Task Me_AnyToken_IsTheDeployUser()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var me = await emulator.GetAsync("/api/2.0/preview/scim/v2/Me?excludedAttributes=entitlements");
        Assert.Equal(("77", "deploy@company.com", "admins"), (me["id"]!.ToString(), me["userName"]!.ToString(), me["groups"]![0]!["display"]!.ToString()));
        Assert.Equal("anna.rossi@company.com", (await emulator.SendAsync("GET", "/api/2.0/preview/scim/v2/Me", token: "as:anna.rossi@company.com"))["userName"]!.ToString());
        Assert.Equal(403, (await emulator.SendAsync("GET", "/api/2.0/preview/scim/v2/Me", token: "as:nobody")).Status);
    }

    [Theory]
    [InlineData("userName eq \"ANNA.rossi@company.com\"", "anna.rossi@company.com")]
    [InlineData("userName sw \"anna\"", "anna.rossi@company.com")]
    [InlineData("userName co \"ROSSI\" and displayName eq \"anna rossi\"", "anna.rossi@company.com")]
    [InlineData("userName eq \"first.last@company.com\" or userName eq \"anna.rossi@company.com\"", "anna.rossi@company.com,first.last@company.com")]
    [InlineData("emails.value eq \"anna.rossi@company.com\"", "anna.rossi@company.com")]
    [InlineData("groups.display eq \"sales-owners\"", "anna.rossi@company.com")]
    [InlineData("not (userName sw \"deploy\") and not (userName sw \"first\")", "anna.rossi@company.com")]
    [InlineData("(userName sw \"x\" or userName sw \"first\") and active eq true", "first.last@company.com")]
    [InlineData("userName eq \"a\\\"b\"", "")]
    public async Task Users_Filtered_AreThoseThatFit(string filter, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.GetAsync($"{Account}/Users?filter={Uri.EscapeDataString(filter)}");
        Assert.Equal(expected, string.Join(',', answer["Resources"]!.AsArray().Select(u => u!["userName"]!.ToString()).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("userName")]
    [InlineData("userName xx \"a\"")]
    [InlineData("userName eq \"a")]
    [InlineData("(userName eq \"a\"")]
    public async Task Users_FilterWrong_IsRefused(string filter)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(400, (await emulator.GetAsync($"{Account}/Users?filter={Uri.EscapeDataString(filter)}")).Status);
    }

    [Fact]
    public async Task Groups_ManyPages_ComeOneAfterTheOther()
    {
        await using var emulator = await EmulatorClient.StartAsync("groups: [" + string.Join(',', Enumerable.Range(0, 250).Select(i => $"{{displayName: g{i:000}}}")) + "]");
        var names = new List<string>();
        for (var start = 1; ; start += 100)
        {
            var page = await emulator.GetAsync($"{Account}/Groups?startIndex={start}&count=500");
            Assert.Equal(253, page["totalResults"]!.GetValue<int>());
            var resources = page["Resources"]!.AsArray();
            if (resources.Count == 0) break;
            Assert.True(resources.Count <= 100);
            names.AddRange(resources.Select(g => g!["displayName"]!.ToString()));
        }

        Assert.Equal(253, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Group_MadeChangedDeleted_ByScimCalls()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var user = await emulator.PostAsync($"{Account}/Users", """{"userName":"new@company.com","displayName":"New"}""");
        Assert.Equal(201, user.Status);
        Assert.Equal(409, (await emulator.PostAsync($"{Account}/Users", """{"userName":"NEW@company.com"}""")).Status);
        var group = await emulator.PostAsync($"{Account}/Groups", $$"""{"displayName":"g","members":[{"value":"{{user["id"]}}"}]}""");
        Assert.Equal("New", group["members"]![0]!["display"]!.ToString());
        var patch = $$$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members[value eq \"{{{user["id"]}}}\"]"},{"op":"replace","path":"displayName","value":"h"}]}""";
        Assert.Equal(200, (await emulator.SendAsync("PATCH", $"{Account}/Groups/{group["id"]}", patch)).Status);
        var changed = await emulator.GetAsync($"{Account}/Groups/{group["id"]}");
        Assert.Equal("h", changed["displayName"]!.ToString());
        Assert.Empty(changed["members"]!.AsArray());
        Assert.Equal(204, (await emulator.SendAsync("DELETE", $"{Account}/Groups/{group["id"]}")).Status);
        Assert.Equal(404, (await emulator.GetAsync($"{Account}/Groups/{group["id"]}")).Status);
    }

    [Fact]
    public async Task List_WithAttributes_HasOnlyThose()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var found = (JsonObject)(await emulator.GetAsync("/api/2.0/preview/scim/v2/ServicePrincipals?attributes=displayName,applicationId"))["Resources"]![0]!;
        Assert.Equal(["applicationId", "displayName", "id", "schemas"], found.Select(p => p.Key).Order(StringComparer.Ordinal));
    }
}
