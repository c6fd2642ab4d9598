using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

public class AccessListTests
{
    private const string ViewPermissions = "PATCH /api/2.1/unity-catalog/permissions/table/sales_orders_1.published.orders_view";

    [Fact]
    public async Task List_OfManyRepeatedProvisionedAndEmptied_OneChangeEachAndKept()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        var users = Enumerable.Range(0, 20).Select(i => $"reader{i}@company.com").ToArray();
        await databricks.SeedAsync($"default: false\nusers: [{string.Join(", ", users.Select(user => $"{{ userName: {user} }}"))}]\ngroups: [ {{ displayName: Analysts }} ]");
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        string[] refs = [.. users.Select(user => $"user:{user.Replace('@', '_')}"), "group:analysts"];

        var (missing, _) = await UpdatedAsync(databricks, service, refs);
        Assert.Equal("FAILED", (string?)missing["status"]);
        Assert.Contains("Provision the output port first", (string?)missing["result"], StringComparison.Ordinal);
        await CompletesAsync(service);
        var team = (await ReadersAsync(databricks)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["anna.rossi@company.com", "sales-developers"], team);

        var (first, calls) = await UpdatedAsync(databricks, service, refs);
        Assert.True((string?)first["status"] == "COMPLETED", first.ToJsonString());
        var changes = EmulatedDatabricks.Changes(calls).ToArray();
        Assert.Single(changes, change => change == ViewPermissions);
        Assert.Equal(refs.Length * 2, changes.Count(change => change != ViewPermissions));
        foreach (var user in users)
            Assert.Single(calls, call => ((string)call["query"]!).Contains(Uri.EscapeDataString(user), StringComparison.OrdinalIgnoreCase));
        Assert.Equal([.. users.Append("Analysts").Concat(team).Order(StringComparer.Ordinal)], (await ReadersAsync(databricks)).Order(StringComparer.Ordinal));

        var (_, again) = await UpdatedAsync(databricks, service, refs);
        Assert.Empty(EmulatedDatabricks.Changes(again));
        Assert.InRange(again.Count(call => ((string)call["path"]!).Contains("/unity-catalog/permissions/", StringComparison.Ordinal)), 0, 3);

        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(() => CompletesAsync(service))));
        var (failed, untouched) = await UpdatedAsync(databricks, service, [.. refs[..3], "user:nobody_company.com", "group:none"]);
        Assert.Equal("FAILED", (string?)failed["status"]);
        Assert.Contains("user:nobody_company.com", (string?)failed["result"], StringComparison.Ordinal);
        Assert.Contains("group:none", (string?)failed["result"], StringComparison.Ordinal);
        Assert.Empty(EmulatedDatabricks.Changes(untouched));

        var (_, emptied) = await UpdatedAsync(databricks, service, []);
        Assert.Equal([ViewPermissions], EmulatedDatabricks.Changes(emptied));
        Assert.Equal(team, (await ReadersAsync(databricks)).Order(StringComparer.Ordinal));
    }

    private static async Task<(JsonNode Ended, JsonObject[] Calls)> UpdatedAsync(EmulatedDatabricks databricks, RunningService service, string[] refs)
    {
        JsonNode? ended = null;
        var calls = await databricks.CallsDuringAsync(async () =>
        {
            var (status, token) = await service.PostAsync("/v1/updateacl", ComponentSamples.Access(refs));
            Assert.True(status == 202, $"{status} {token}");
            ended = await service.EndedAsync($"/v1/provision/{token}/status");
        });
        return (ended!, calls);
    }

    private static async Task CompletesAsync(RunningService service)
    {
        var (_, token) = await service.PostAsync("/v1/provision", Sample.Request(ComponentSamples.Of("orders-view")));
        var ended = await service.EndedAsync($"/v1/provision/{token}/status");
        Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
    }

    private static async Task<IEnumerable<string>> ReadersAsync(EmulatedDatabricks databricks) =>
        (await databricks.ListAsync("grants"))
            .Where(grant => ((string)grant["full_name"]!).EndsWith(".orders_view", StringComparison.Ordinal))
            .SelectMany(grant => grant["privilege_assignments"]!.AsArray())
            .Where(assignment => assignment!["privileges"]!.AsArray().Any(privilege => (string?)privilege == "SELECT"))
            .Select(assignment => (string)assignment!["principal"]!);
}
