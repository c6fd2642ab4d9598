using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Provisioner.Emulator.Tests.Azure;

public sealed class AzureTests
{
    private const string Arm = "http://management.azure.com";
    private const string Subscription = "/subscriptions/00000000-0000-4000-8000-000000000099";
    private const string Workspace = Arm + Subscription + "/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/sales";
    private const string Version = "?api-version=2024-05-01";
    private const string Body = """{"location":"westeurope","sku":{"name":"premium"},"properties":{"managedResourceGroupId":"/subscriptions/00000000-0000-4000-8000-000000000099/resourceGroups/sales-rg"}}""";

    [Fact]
    public async Task Workspace_New_IsCreatingUntilItsTimeHasCome()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await EmulatorClient.StartAsync("workspaceCreationMs: 60000\nworkspaceInvisibleMs: 5000", time);
        var made = await emulator.SendAsync("PUT", Workspace + Version, Body);
        Assert.Equal((201, "Creating"), (made.Status, made["properties"]!["provisioningState"]!.ToString()));
        Assert.StartsWith("http://management.azure.com/", made.Headers["Azure-AsyncOperation"], StringComparison.Ordinal);
        Assert.Equal("ResourceNotFound", (await emulator.GetAsync(Workspace + Version))["error"]!["code"]!.ToString());
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("Creating", (await emulator.GetAsync(Workspace + Version))["properties"]!["provisioningState"]!.ToString());
        Assert.Equal("InProgress", (await emulator.GetAsync(made.Headers["Azure-AsyncOperation"]))["status"]!.ToString());
        Assert.Equal((409, "Conflict"), ((await emulator.SendAsync("PUT", Workspace + Version, Body)).Status, (await emulator.SendAsync("PUT", Workspace + Version, Body))["error"]!["code"]!.ToString()));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Succeeded", (await emulator.GetAsync(made.Headers["Azure-AsyncOperation"]))["status"]!.ToString());
        var ready = (await emulator.GetAsync(Workspace.Replace("resourceGroups", "RESOURCEGROUPS", StringComparison.Ordinal) + Version))["properties"]!;
        Assert.Equal("Succeeded", ready["provisioningState"]!.ToString());
        var host = ready["workspaceUrl"]!.ToString();
        Assert.StartsWith($"adb-{ready["workspaceId"]}.", host, StringComparison.Ordinal);
        Assert.Equal("main-warehouse", (await emulator.GetAsync($"http://{host}/api/2.0/sql/warehouses"))["warehouses"]![0]!["name"]!.ToString());
        Assert.Equal("METASTORE_DOES_NOT_EXIST", (await emulator.GetAsync($"http://{host}/api/2.1/unity-catalog/catalogs")).ErrorCode);
        Assert.DoesNotContain((await emulator.GetAsync("/_emulator/calls")).Body!.AsArray(), c => c!["method"]!.ToString() == "GET" && c["changes"]!.GetValue<bool>());

        Assert.Equal(200, (await emulator.SendAsync("PUT", Workspace + Version, Body)).Status);
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        Assert.Equal(202, (await emulator.SendAsync("DELETE", Workspace + Version)).Status);
        Assert.Equal(204, (await emulator.SendAsync("DELETE", Workspace + Version)).Status);
        Assert.Equal(404, (await emulator.GetAsync($"http://{host}/api/2.0/sql/warehouses")).Status);
    }

    [Fact]
    public async Task Workspace_CountedPolls_IsThereAfterThem()
    {
        await using var emulator = await EmulatorClient.StartAsync("workspaceCreationPolls: 2");
        await emulator.SendAsync("PUT", Workspace + Version, Body);
        Assert.Equal("Creating", (await emulator.GetAsync(Workspace + Version))["properties"]!["provisioningState"]!.ToString());
        Assert.Equal("Succeeded", (await emulator.GetAsync(Workspace + Version))["properties"]!["provisioningState"]!.ToString());
        Assert.Single((await emulator.GetAsync(Arm + Subscription + "/providers/Microsoft.Databricks/workspaces" + Version))["value"]!.AsArray());
        Assert.Empty((await emulator.GetAsync(Arm + Subscription + "/resourceGroups/other/providers/Microsoft.Databricks/workspaces" + Version))["value"]!.AsArray());
    }

    [Theory]
    [InlineData(Workspace, Body, "MissingApiVersionParameter")]
    [InlineData(Workspace + Version, """{"properties":{"managedResourceGroupId":"x"}}""", "LocationRequired")]
    [InlineData(Workspace + Version, """{"location":"x"}""", "InvalidRequestContent")]
    [InlineData(Workspace + Version, """{"location":"x","sku":{"name":"gold"},"properties":{"managedResourceGroupId":"x"}}""", "InvalidSku")]
    public async Task Workspace_Wrong_IsRefused(string path, string body, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal(code, (await emulator.SendAsync("PUT", path, body))["error"]!["code"]!.ToString());
    }

    [Fact]
    public async Task RoleAssignment_OnePerScopePrincipalAndRole()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.SendAsync("PUT", Workspace + Version, Body);
        var anna = (await emulator.GetAsync("http://graph.microsoft.com/v1.0/users/anna.rossi@company.com"))["id"]!.ToString();
        var roles = Workspace + "/providers/Microsoft.Authorization/roleAssignments";
        var first = $"{roles}/00000000-0000-4000-8000-000000000001{Version}";
        var body = RoleBody(anna, Subscription + "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c");
        Assert.Equal("PrincipalNotFound", (await emulator.SendAsync("PUT", first, RoleBody("00000000-0000-4000-8000-00000000000f", "b24988ac-6180-42a0-ab88-20f7382dd24c")))["error"]!["code"]!.ToString());
        Assert.Equal("InvalidRoleAssignmentId", (await emulator.SendAsync("PUT", $"{roles}/name{Version}", body))["error"]!["code"]!.ToString());
        var made = await emulator.SendAsync("PUT", first, body);
        Assert.Equal((201, "User"), (made.Status, made["properties"]!["principalType"]!.ToString()));
        Assert.Equal(200, (await emulator.SendAsync("PUT", first, body)).Status);
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        var second = await emulator.SendAsync("PUT", $"{roles}/00000000-0000-4000-8000-000000000002{Version}", body);
        Assert.Equal((409, "RoleAssignmentExists"), (second.Status, second["error"]!["code"]!.ToString()));
        Assert.Equal("RoleAssignmentUpdateNotPermitted", (await emulator.SendAsync("PUT", first, RoleBody(anna, "00000000-0000-4000-8000-000000000077")))["error"]!["code"]!.ToString());
        Assert.Single((await emulator.GetAsync($"{roles}{Version}&$filter={Uri.EscapeDataString($"atScope() and principalId eq '{anna}'")}"))["value"]!.AsArray());
        Assert.Empty((await emulator.GetAsync($"{Arm}{Subscription}/providers/Microsoft.Authorization/roleAssignments{Version}&$filter=atScope()"))["value"]!.AsArray());
        Assert.Single((await emulator.GetAsync($"{Arm}{Subscription}/providers/Microsoft.Authorization/roleAssignments{Version}"))["value"]!.AsArray());
        Assert.Equal("BadRequestFormat", (await emulator.GetAsync($"{roles}{Version}&$filter=name"))["error"]!["code"]!.ToString());
        Assert.Equal(200, (await emulator.SendAsync("DELETE", first)).Status);
        Assert.Equal(204, (await emulator.SendAsync("DELETE", first)).Status);
        Assert.Equal("RoleAssignmentNotFound", (await emulator.GetAsync(first))["error"]!["code"]!.ToString());
    }

    [Fact]
    public async Task RoleAssignment_OnAMissingWorkspace_IsRefused()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var group = (await emulator.GetAsync("http://graph.microsoft.com/v1.0/groups?$filter=displayName eq 'sales-developers'"))["value"]![0]!["id"]!.ToString();
        var answer = await emulator.SendAsync("PUT", $"{Workspace}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-000000000001{Version}", RoleBody(group, "b24988ac-6180-42a0-ab88-20f7382dd24c"));
        Assert.Equal("ResourceNotFound", answer["error"]!["code"]!.ToString());
    }

    [Fact]
    public async Task ResourceGroup_Missing_IsNotFoundUntilMade()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = Arm + Subscription + "/resourcegroups/rg" + Version;
        Assert.Equal("ResourceGroupNotFound", (await emulator.GetAsync(path))["error"]!["code"]!.ToString());
        Assert.Equal(201, (await emulator.SendAsync("PUT", path, """{"location":"westeurope"}""")).Status);
        Assert.Equal("rg", (await emulator.GetAsync(path))["name"]!.ToString());
    }

    [Fact]
    public async Task Members_OfANewWorkspace_AreUpserted()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.SendAsync("PUT", Workspace + Version, Body);
        var id = (await emulator.GetAsync(Workspace + Version))["properties"]!["workspaceId"]!.ToString();
        var account = "http://accounts.azuredatabricks.net/api/2.0/accounts/a";
        Assert.Contains((await emulator.GetAsync(account + "/workspaces")).Body!.AsArray(), w => w!["workspace_id"]!.ToString() == id && w["workspace_name"]!.ToString() == "sales");
        var anna = (await emulator.GetAsync(account + "/scim/v2/Users?filter=userName sw \"anna\""))["Resources"]![0]!["id"]!.ToString();
        var member = $"{account}/workspaces/{id}/permissionassignments/principals/{anna}";
        Assert.Equal(200, (await emulator.SendAsync("PUT", member, """{"permissions":["USER"]}""")).Status);
        Assert.Equal(200, (await emulator.SendAsync("PUT", member, """{"permissions":["ADMIN"]}""")).Status);
        await emulator.SendAsync("PUT", member, """{"permissions":["ADMIN"]}""");
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        var listed = Assert.Single((await emulator.GetAsync($"{account}/workspaces/{id}/permissionassignments"))["permission_assignments"]!.AsArray())!;
        Assert.Equal("anna.rossi@company.com ADMIN", $"{listed["principal"]!["user_name"]} {listed["permissions"]![0]}");
        Assert.Equal(404, (await emulator.SendAsync("PUT", $"{account}/workspaces/{id}/permissionassignments/principals/1", """{"permissions":["USER"]}""")).Status);
        Assert.Equal(400, (await emulator.SendAsync("PUT", member, """{"permissions":["KING"]}""")).Status);
        Assert.Equal(200, (await emulator.SendAsync("DELETE", member)).Status);
        Assert.Empty(await emulator.StateAsync("workspaceAssignments"));
    }

    private static string RoleBody(string principal, string role) => new JsonObject { ["properties"] = new JsonObject { ["principalId"] = principal, ["roleDefinitionId"] = role } }.ToJsonString();
}
