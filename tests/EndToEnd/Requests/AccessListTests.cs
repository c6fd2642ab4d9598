using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Kinds;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Requests;

/// <summary>An access list of 200 users and 20 groups, some of whom can reach the schema already, in the number of calls that it costs.</summary>
[Collection(ProcessTests.Collection)]
public sealed class AccessListTests
{
    private const string Permissions = "/api/2.1/unity-catalog/permissions/";
    private const string Catalog = "PATCH " + Permissions + "catalog/sales_orders_1";
    private const string Schema = "PATCH " + Permissions + "schema/sales_orders_1.published";
    private const string View = "PATCH " + Permissions + "table/" + ProductSample.FullViewName;

    private static readonly string Descriptor = new JobSample().Descriptor
        .Replace("workspaceOP: sales_orders_1", $"workspaceOP: {JobSample.Host}", StringComparison.Ordinal);

    private static readonly string[] Users = [.. Enumerable.Range(0, 200).Select(i => $"reader{i:000}@company.com")];
    private static readonly string[] Groups = [.. Enumerable.Range(0, 20).Select(i => $"Readers {i:00}")];

    /// <summary>These have USE CATALOG and USE SCHEMA on the catalog, by somebody else.</summary>
    private static readonly string[] Reaching = [.. Groups[..5], .. Users[..10]];

    private static readonly string[] Refs = [.. Users.Select(User), .. Groups.Select(group => $"group:{group.ToLowerInvariant()}")];

    [Fact]
    public async Task List_Of220SetRepeatedHalfUnknownAndEmptied_CostsTheCallsThatItMust()
    {
        await using var world = await ProductWorld.StartAsync();
        await SeedAsync(world);
        var early = await UpdatedAsync(world, Refs, "FAILED");
        Assert.Contains("Provision the output port first", early.Result, StringComparison.Ordinal);
        Assert.Empty(EmulatedDatabricks.Changes(early.Calls));
        // Catalog and schema are to be made, so that the facts are read twice; the people are not.
        AssertOneLookUpEach(await world.Databricks.CallsDuringAsync(() => ProvisionAsync(world)), "anna.rossi@company.com", "sales-developers");
        var team = await ReadersAsync(world);
        Assert.Equal(["anna.rossi@company.com", "sales-developers"], team);

        var first = await UpdatedAsync(world, Refs, "COMPLETED");
        AssertOneLookUpEach(first.Calls, [.. Users, .. Groups]);
        var changes = EmulatedDatabricks.Changes(first.Calls);
        Assert.Single(changes, View);
        var lacking = Refs.Length - Reaching.Length;
        Assert.InRange(changes.Count(change => change == Catalog), 1, lacking);
        Assert.InRange(changes.Count(change => change == Schema), 1, lacking);
        Assert.All(changes, change => Assert.Contains(change, new[] { View, Catalog, Schema }));
        // What is asked of catalog and schema at the same time shares calls: there are fewer reads than principals.
        Assert.InRange(PrivilegeReads(first.Calls), 3, Refs.Length);
        string[] everybody = [.. Users.Concat(Groups).Concat(team).Order(StringComparer.Ordinal)];
        Assert.Equal(everybody, await ReadersAsync(world));
        await AssertReachAsync(world);

        var again = await UpdatedAsync(world, Refs, "COMPLETED");
        Assert.Empty(EmulatedDatabricks.Changes(again.Calls));
        Assert.InRange(PrivilegeReads(again.Calls), 0, 3);
        Assert.Empty(await world.Databricks.ChangesDuringAsync(() => ProvisionAsync(world)));

        string[] unknown = [.. Enumerable.Range(0, 100).Select(i => User($"nobody{i:00}@company.com")), .. Enumerable.Range(0, 10).Select(i => $"group:none {i}")];
        var half = await UpdatedAsync(world, [.. Refs[..100], .. Refs[200..210], .. unknown], "FAILED");
        Assert.Empty(EmulatedDatabricks.Changes(half.Calls));
        Assert.All(unknown, reference => Assert.Contains($"'{reference}'", half.Result, StringComparison.Ordinal));
        Assert.DoesNotContain(Refs[..100], reference => half.Result.Contains($"'{reference}'", StringComparison.Ordinal));

        // Those who reach it without our help need nothing but the view.
        var fewer = await UpdatedAsync(world, [.. Refs[..10], .. Refs[200..205]], "COMPLETED");
        Assert.Equal([View], EmulatedDatabricks.Changes(fewer.Calls));

        var emptied = await UpdatedAsync(world, [], "COMPLETED");
        Assert.Equal([View], EmulatedDatabricks.Changes(emptied.Calls));
        Assert.Equal(team, await ReadersAsync(world));
        // What reaches the schema is shared: nothing of it is taken away again.
        await AssertReachAsync(world);
    }

    /// <summary>A workspace with the view's source and everybody who is to read it.</summary>
    private static async Task SeedAsync(ProductWorld world)
    {
        var users = string.Join(", ", Users.Select(user => $"{{ userName: {user} }}"));
        var groups = string.Join(", ", Groups.Select(group => $"{{ displayName: {group} }}"));
        await world.SeedAsync($"workspaces: [ {{ name: first, host: {JobSample.Host}, metastore: main-metastore }} ]\n{ProductSample.SourceTable}\nusers: [ {users} ]\ngroups: [ {groups} ]");
        var changes = Reaching.Select(principal => new JsonObject { ["principal"] = principal, ["add"] = new JsonArray("USE_CATALOG", "USE_SCHEMA") });
        await world.CallAsync("PATCH", Permissions + "catalog/sales_orders_1", new JsonObject { ["changes"] = new JsonArray([.. changes]) }, JobSample.Host);
    }

    private static Task ProvisionAsync(ProductWorld world) => world.Service.CompleteAsync("/v1/provision", ProductSample.Request(ProductSample.View, Descriptor));

    private static async Task<(JsonObject[] Calls, string Result)> UpdatedAsync(ProductWorld world, string[] refs, string expected)
    {
        JsonObject status = [];
        var calls = await world.Databricks.CallsDuringAsync(async () => status = await world.Service.RunAsync("/v1/updateacl", new JsonObject
        {
            ["refs"] = new JsonArray([.. refs.Select(reference => (JsonNode)reference)]),
            ["provisionInfo"] = new JsonObject { ["request"] = JsonNode.Parse(ProductSample.Request(ProductSample.View, Descriptor))!["descriptor"]!.DeepClone(), ["result"] = "" },
        }.ToJsonString()));
        Assert.True((string?)status["status"] == expected, status.ToJsonString());
        return (calls, (string)status["result"]!);
    }

    private static void AssertOneLookUpEach(JsonObject[] calls, params string[] principals)
    {
        var queries = calls.Where(call => ((string)call["path"]!).Contains("/scim/", StringComparison.OrdinalIgnoreCase))
            .Select(call => Uri.UnescapeDataString((string)call["query"]!)).ToArray();
        foreach (var principal in principals)
            Assert.Single(queries, query => query.Contains($"\"{principal}\"", StringComparison.OrdinalIgnoreCase));
    }

    private static int PrivilegeReads(JsonObject[] calls) =>
        calls.Count(call => (string?)call["method"] == "GET" && ((string)call["path"]!).StartsWith(Permissions, StringComparison.Ordinal));

    private static async Task AssertReachAsync(ProductWorld world)
    {
        var onCatalog = await PrivilegesAsync(world, "sales_orders_1");
        var onSchema = await PrivilegesAsync(world, "sales_orders_1.published");
        foreach (var principal in Users.Concat(Groups).Except(Reaching))
            Assert.Equal(("USE_CATALOG", "USE_SCHEMA"), (onCatalog[principal], onSchema[principal]));
        foreach (var principal in Reaching)
            Assert.Equal(("USE_CATALOG,USE_SCHEMA", null), (onCatalog[principal], onSchema.GetValueOrDefault(principal)));
    }

    private static async Task<string[]> ReadersAsync(ProductWorld world) =>
        [.. (await PrivilegesAsync(world, ProductSample.FullViewName)).Where(entry => entry.Value.Split(',').Contains("SELECT")).Select(entry => entry.Key).Order(StringComparer.Ordinal)];

    private static async Task<Dictionary<string, string>> PrivilegesAsync(ProductWorld world, string securable) =>
        (await world.Databricks.ListAsync("grants"))
            .Where(grant => (string?)grant["full_name"] == securable)
            .SelectMany(grant => grant["privilege_assignments"]!.AsArray())
            .ToDictionary(entry => (string)entry!["principal"]!, entry => string.Join(',', entry!["privileges"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal)));

    private static string User(string name)
    {
        var at = name.LastIndexOf('@');
        return $"user:{name[..at]}_{name[(at + 1)..]}";
    }
}
