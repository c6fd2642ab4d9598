using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

/// <summary>
/// Every resource against the emulator: created, it differs from nothing; refreshed, its inputs stay; deleted, it is gone; deleted again, nothing happens.
/// </summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    private const string Prefix = "databricks:index/";

    private EmulatedProvider _emulated = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Resources => new()
    {
        { "directory:Directory", """{"path":"/made"}""" },
        { "repo:Repo", """{"url":"https://github.com/acme/orders.git","path":"/made/orders","branch":"main"}""" },
        { "gitCredential:GitCredential", """{"gitProvider":"gitHub","gitUsername":"bot","personalAccessToken":"ghp_secret","force":true}""" },
        { "job:Job", """{"name":"j","tags":{"a":"b"},"tasks":[{"taskKey":"one","existingClusterId":"c","notebookTask":{"notebookPath":"/n"}},{"taskKey":"two","dependsOns":[{"taskKey":"one"}],"existingClusterId":"c","sparkPythonTask":{"pythonFile":"x.py","parameters":["1"]}}],"schedule":{"quartzCronExpression":"0 0 5 * * ?","timezoneId":"UTC"}}""" },
        { "job:Job", """{"name":"without tasks","maxConcurrentRuns":3}""" },
        { "job:Job", """{"name":"clusters","tasks":[{"taskKey":"one","newCluster":{"sparkVersion":"15.4.x-scala2.12","nodeTypeId":"n","numWorkers":1},"notebookTask":{"notebookPath":"/n"}}],"jobClusters":[{"jobClusterKey":"k","newCluster":{"sparkVersion":"15.4.x-scala2.12","nodeTypeId":"n","autoscale":{"minWorkers":1,"maxWorkers":2},"azureAttributes":{"availability":"SPOT_AZURE"},"workloadType":{"clients":{}}}}]}""" },
        { "job:Job", """{"name":"old form","existingClusterId":"c","notebookTask":{"notebookPath":"/n"},"libraries":[{"jar":"x.jar"}]}""" },
        { "job:Job", """{"name":"triggers","tasks":[{"taskKey":"one","notebookTask":{"notebookPath":"/n"}}],"triggers":[{"schedule":{"quartzCronExpression":"0 0 5 * * ?","timezoneId":"UTC"}},{"pauseStatus":"PAUSED","periodic":{"interval":1,"unit":"DAYS"}}]}""" },
        { "catalog:Catalog", """{"name":"made","comment":"c"}""" },
        { "catalog:Catalog", """{"name":"made","isolationMode":"ISOLATED","customMaxRetentionHours":48,"options":{"a":"b"},"enablePredictiveOptimization":"ENABLE"}""" },
        { "pipeline:Pipeline", """{"name":"p","catalog":"made","schema":"s","libraries":[{"notebook":{"path":"/n"}}],"edition":"advanced","clusters":[{"label":"default","numWorkers":1}]}""" },
    };

    public async ValueTask InitializeAsync() => _emulated = await EmulatedProvider.StartAsync(CancellationToken);

    public ValueTask DisposeAsync() => _emulated.DisposeAsync();

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task RoundTrip_Resource_StaysWhatItIs(string type, string inputs)
    {
        type = Prefix + type;
        var made = await CreateAsync(type, inputs);
        await AssertSameAsync(type, made);

        await DeleteAsync(type, made);
        Assert.Null(await _emulated.Provider.ReadAsync(new ReadRequest("urn", type, "r", made.Id, made.Inputs, made.Outputs), CancellationToken));
    }

    [Fact]
    public async Task Update_CatalogThatBecomesIsolated_IsBoundToTheWorkspace()
    {
        const string Type = Prefix + "catalog:Catalog";
        var made = await CreateAsync(Type, """{"name":"made"}""");
        var wanted = made.Inputs.Set("isolationMode", "ISOLATED");

        var updated = await _emulated.Provider.UpdateAsync(new UpdateRequest("urn", Type, "r", made.Id, made.Inputs, made.Outputs, wanted, [], false, null), CancellationToken);

        Assert.Equal("ISOLATED", Assert.IsType<StringValue>(updated.Outputs["isolationMode"]).Value);
    }

    [Fact]
    public async Task Update_GitCredentialThatIsNoLongerTheDefault_SaysSo()
    {
        const string Type = Prefix + "gitCredential:GitCredential";
        var made = await CreateAsync(Type, """{"gitProvider":"gitHub","gitUsername":"bot","personalAccessToken":"ghp_secret","isDefaultForProvider":true}""");
        var wanted = made.Inputs.Set("isDefaultForProvider", false);

        await _emulated.Provider.UpdateAsync(new UpdateRequest("urn", Type, "r", made.Id, made.Inputs, made.Outputs, wanted, [], false, null), CancellationToken);

        using var http = new HttpClient { BaseAddress = _emulated.Emulator.Address };
        var state = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync("/_emulator/state", CancellationToken))!;
        Assert.False((bool)state["gitCredentials"]![0]!["is_default_for_provider"]!);
    }

    [Fact]
    public async Task RoundTrip_PermissionsOfJob_StayWhatTheyAre()
    {
        var job = await CreateAsync(Prefix + "job:Job", """{"name":"j"}""");
        const string Type = Prefix + "permissions:Permissions";
        var acl = await CreateAsync(Type, $$"""{"jobId":"{{job.Id}}","accessControls":[{"groupName":"users","permissionLevel":"CAN_VIEW"}]}""");
        Assert.Equal($"/jobs/{job.Id}", acl.Id);
        await AssertSameAsync(Type, acl);

        await DeleteAsync(Type, acl);
        Assert.Null(await _emulated.Provider.ReadAsync(new ReadRequest("urn", Type, "r", acl.Id, acl.Inputs, acl.Outputs), CancellationToken));
    }

    [Fact]
    public async Task RoundTrip_CatalogWithSchemaGrantsAndView_StayWhatTheyAre()
    {
        await CreateAsync(Prefix + "catalog:Catalog", """{"name":"made"}""");
        var schema = await CreateAsync(Prefix + "schema:Schema", """{"catalogName":"made","name":"s","comment":"c"}""");
        await AssertSameAsync(Prefix + "schema:Schema", schema);
        var grant = await CreateAsync(Prefix + "grant:Grant", """{"schema":"made.s","principal":"account users","privileges":["USE SCHEMA","SELECT"]}""");
        Assert.Equal("schema/made.s/account users", grant.Id);
        var diff = await DiffAsync(Prefix + "grant:Grant", grant, grant.Inputs);
        Assert.False(diff.Changes);

        await DeleteAsync(Prefix + "grant:Grant", grant);
        Assert.Null(await _emulated.Provider.ReadAsync(new ReadRequest("urn", Prefix + "grant:Grant", "r", grant.Id, grant.Inputs, grant.Outputs), CancellationToken));
    }

    [Fact]
    public async Task Update_Job_IsInPlaceAndSeenByRead()
    {
        const string Type = Prefix + "job:Job";
        var made = await CreateAsync(Type, """{"name":"j","description":"one"}""");
        var wanted = made.Inputs.Set("description", "two");

        var diff = await DiffAsync(Type, made, wanted);
        Assert.Equal(["description"], diff.DetailedDiff.Keys);
        Assert.Empty(diff.Replaces);
        var updated = await _emulated.Provider.UpdateAsync(new UpdateRequest("urn", Type, "r", made.Id, made.Inputs, made.Outputs, wanted, [], false, null), CancellationToken);

        Assert.Equal("two", Assert.IsType<StringValue>(updated.Outputs["description"]).Value);
        var read = await _emulated.Provider.ReadAsync(new ReadRequest("urn", Type, "r", made.Id, wanted, updated.Outputs), CancellationToken);
        Assert.Equal(wanted, read!.Inputs);
    }

    [Fact]
    public async Task Delete_JobThatIsGone_SaysSo()
    {
        const string Type = Prefix + "job:Job";
        var made = await CreateAsync(Type, """{"name":"j"}""");
        await DeleteAsync(Type, made);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => DeleteAsync(Type, made));

        Assert.Equal($"deleting urn: 1 error occurred:\n\t* cannot delete job: Job {made.Id} does not exist.\n\n", refused.Message);
    }

    private async Task AssertSameAsync(string type, Made made)
    {
        Assert.False((await DiffAsync(type, made, made.Inputs)).Changes);
        var read = await _emulated.Provider.ReadAsync(new ReadRequest("urn", type, "r", made.Id, made.Inputs, made.Outputs), CancellationToken);
        Assert.NotNull(read);
        Assert.Equal(RecordedValues.Text(made.Inputs), RecordedValues.Text(read.Inputs));
        Assert.False((await DiffAsync(type, made with { Outputs = read.Outputs }, made.Inputs)).Changes);
    }

    private async Task<Made> CreateAsync(string type, string inputs)
    {
        var check = await _emulated.Provider.CheckAsync(
            new CheckRequest("urn", type, "r", PropertyMap.Empty, RecordedValues.Map(System.Text.Json.Nodes.JsonNode.Parse(inputs)), [1, 2, 3]), CancellationToken);
        Assert.Empty(check.Failures);
        var plain = Plain(check.Inputs);
        var created = await _emulated.Provider.CreateAsync(new CreateRequest("urn", type, "r", plain, false, null), CancellationToken);
        return new Made(created.Id, plain, Plain(created.Outputs));
    }

    private Task<DiffResult> DiffAsync(string type, Made made, PropertyMap wanted) =>
        _emulated.Provider.DiffAsync(new DiffRequest("urn", type, made.Id, made.Inputs, made.Outputs, wanted, []), CancellationToken);

    private Task DeleteAsync(string type, Made made) =>
        _emulated.Provider.DeleteAsync(new DeleteRequest("urn", type, "r", made.Id, made.Inputs, made.Outputs, null), CancellationToken);

    // The engine unwraps secrets before it calls a provider.
    private static PropertyMap Plain(PropertyMap map) => PropertyMap.From(map.Select(item => KeyValuePair.Create(item.Key, item.Value is SecretValue secret ? secret.Element : item.Value)));

    private sealed record Made(string Id, PropertyMap Inputs, PropertyMap Outputs);
}
