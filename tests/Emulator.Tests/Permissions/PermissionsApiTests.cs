using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.Permissions;

public sealed class PermissionsApiTests
{
    [Fact]
    public async Task Job_New_HasItsCreatorAsOwnerAndAdminsInherited()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = await JobAsync(emulator);
        Assert.Equal(["deploy@company.com IS_OWNER", "admins CAN_MANAGE inherited"], Lines(await emulator.GetAsync(path)));
    }

    [Fact]
    public async Task Put_ReplacesAndPatchAddsToTheList()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = await JobAsync(emulator);
        var put = """{"access_control_list":[{"group_name":"Developers","permission_level":"CAN_VIEW"},{"user_name":"deploy@company.com","permission_level":"IS_OWNER"}]}""";
        await emulator.SendAsync("PUT", path, put);
        Assert.True((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        var sameInOtherOrder = """{"access_control_list":[{"user_name":"deploy@company.com","permission_level":"IS_OWNER"},{"group_name":"Developers","permission_level":"CAN_VIEW"}]}""";
        await emulator.SendAsync("PUT", path, sameInOtherOrder);
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        await emulator.SendAsync("PATCH", path, """{"access_control_list":[{"user_name":"anna.rossi@company.com","permission_level":"IS_OWNER"}]}""");
        Assert.Equal(["Developers CAN_VIEW", "deploy@company.com CAN_MANAGE", "anna.rossi@company.com IS_OWNER", "admins CAN_MANAGE inherited"], Lines(await emulator.GetAsync(path)));
        Assert.Equal(200, (await emulator.SendAsync("PUT", path, "{}")).Status);
        Assert.Equal(["anna.rossi@company.com IS_OWNER", "admins CAN_MANAGE inherited"], Lines(await emulator.GetAsync(path)));
    }

    [Theory]
    [InlineData("""{"group_name":"nobody","permission_level":"CAN_VIEW"},""", 404)]
    [InlineData("""{"group_name":"Developers","permission_level":"CAN_EDIT"},""", 400)]
    [InlineData("""{"group_name":"Developers","permission_level":"IS_OWNER"},""", 400)]
    [InlineData("""{"user_name":"anna.rossi@company.com","permission_level":"IS_OWNER"},""", 400)]
    [InlineData("""{"permission_level":"CAN_VIEW"},""", 400)]
    public async Task Put_WrongEntry_IsRefusedAndNothingChanges(string entry, int status)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = await JobAsync(emulator);
        var answer = await emulator.SendAsync("PUT", path, $$"""{"access_control_list":[{{entry}}{"user_name":"deploy@company.com","permission_level":"IS_OWNER"}]}""");
        Assert.Equal(status, answer.Status);
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Put_JobWithoutOwner_IsRefused()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.SendAsync("PUT", await JobAsync(emulator), """{"access_control_list":[{"group_name":"Developers","permission_level":"CAN_VIEW"}]}""");
        Assert.Contains("exactly one owner", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repo_InsideAFolderWithAList_InheritsIt()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync("/api/2.0/workspace/mkdirs", """{"path":"/f"}""");
        var folder = (await emulator.GetAsync("/api/2.0/workspace/get-status?path=/f"))["object_id"];
        var repo = (await emulator.PostAsync("/api/2.0/repos", """{"url":"https://github.com/a/b.git","provider":"gitHub","path":"/f/b"}"""))["id"];
        await emulator.SendAsync("PUT", $"/api/2.0/permissions/directories/{folder}", """{"access_control_list":[{"group_name":"Developers","permission_level":"CAN_READ"}]}""");
        await emulator.SendAsync("PUT", $"/api/2.0/permissions/repos/{repo}", """{"access_control_list":[{"group_name":"Developers","permission_level":"CAN_EDIT"}]}""");
        var answer = await emulator.GetAsync($"/api/2.0/permissions/repos/{repo}");
        Assert.Equal(["Developers CAN_EDIT, CAN_READ inherited", "admins CAN_MANAGE inherited"], Lines(answer));
        Assert.Equal($"/directories/{folder}", answer["access_control_list"]![0]!["all_permissions"]![1]!["inherited_from_object"]![0]!.ToString());
    }

    [Fact]
    public async Task List_OfADeletedJob_CanStillBeReadButNotSet()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = await JobAsync(emulator);
        await emulator.PostAsync("/api/2.2/jobs/delete", $$"""{"job_id":{{path.Split('/')[^1]}}}""");
        Assert.Equal(200, (await emulator.GetAsync(path)).Status);
        Assert.Equal(404, (await emulator.SendAsync("PUT", path, "{}")).Status);
        Assert.Equal(404, (await emulator.GetAsync("/api/2.0/permissions/jobs/1")).Status);
        Assert.Empty(await emulator.StateAsync("permissions"));
    }

    [Fact]
    public async Task Levels_OfAPipeline_AreItsOwn()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = (await emulator.PostAsync("/api/2.0/pipelines", """{"name":"p","libraries":[{"notebook":{"path":"/n"}}]}"""))["pipeline_id"];
        var levels = (await emulator.GetAsync($"/api/2.0/permissions/pipelines/{id}/permissionLevels"))["permission_levels"]!.AsArray();
        Assert.Equal(["CAN_VIEW", "CAN_RUN", "CAN_MANAGE", "IS_OWNER"], levels.Select(l => l!["permission_level"]!.ToString()));
    }

    private static async Task<string> JobAsync(EmulatorClient emulator) => $"/api/2.0/permissions/jobs/{(await emulator.PostAsync("/api/2.2/jobs/create", """{"name":"j"}"""))["job_id"]}";

    private static IEnumerable<string> Lines(EmulatorClient.Answer answer) => answer["access_control_list"]!.AsArray().Select(l =>
        $"{l!["user_name"] ?? l["group_name"] ?? l["service_principal_name"]} {string.Join(", ", l["all_permissions"]!.AsArray().Select(Level))}");

    private static string Level(JsonNode? permission) => permission!["permission_level"] + (permission["inherited"]!.GetValue<bool>() ? " inherited" : "");
}
