using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

/// <summary>What the platform has and the program has not said, or has said otherwise: no difference where the real provider sees none.</summary>
public sealed class PlatformValuesTests : IDisposable
{
    private const string Cluster = "\"sparkVersion\":\"15.4.x-scala2.12\",\"numWorkers\":1";

    private readonly BuiltInProviders _source = new();

    public void Dispose() => _source.Dispose();

    [Theory]
    [InlineData("azureAttributes", """{"availability":"ON_DEMAND_AZURE","firstOnDemand":1,"spotBidMaxPrice":-1}""")]
    [InlineData("awsAttributes", """{"availability":"SPOT","zoneId":"auto"}""")]
    [InlineData("gcpAttributes", """{"availability":"ON_DEMAND_GCP"}""")]
    [InlineData("dataSecurityMode", "\"SINGLE_USER\"")]
    public async Task Diff_ClusterValueOfThePlatform_IsNoDifference(string property, string value)
    {
        var diff = await DiffJobAsync($"{{{Cluster},\"{property}\":{value}}}", $"{{{Cluster}}}");

        Assert.False(diff.Changes);
    }

    [Theory]
    [InlineData("SINGLE_USER", "DATA_SECURITY_MODE_DEDICATED", false)]
    [InlineData("USER_ISOLATION", "DATA_SECURITY_MODE_STANDARD", false)]
    [InlineData("USER_ISOLATION", "DATA_SECURITY_MODE_AUTO", false)]
    [InlineData("SINGLE_USER", "DATA_SECURITY_MODE_STANDARD", true)]
    [InlineData("SINGLE_USER", "NONE", true)]
    public async Task Diff_AccessMode_HasTwoNames(string live, string asked, bool differs)
    {
        var diff = await DiffJobAsync($"{{{Cluster},\"dataSecurityMode\":\"{live}\"}}", $"{{{Cluster},\"dataSecurityMode\":\"{asked}\"}}");

        Assert.Equal(differs, diff.Changes);
    }

    [Fact]
    public async Task Diff_PartOfTheCloudAttributesChanged_IsThatDifferenceAlone()
    {
        var diff = await DiffJobAsync(
            $$$"""{{{{Cluster}}},"azureAttributes":{"availability":"ON_DEMAND_AZURE","firstOnDemand":1,"spotBidMaxPrice":-1}}""",
            $$$"""{{{{Cluster}}},"azureAttributes":{"availability":"SPOT_AZURE"}}""");

        Assert.Equal(["tasks[0].newCluster.azureAttributes.availability"], diff.DetailedDiff.Keys.Where(path => path.Contains("Attributes", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("catalog:Catalog", """{"name":"c","storageRoot":"abfss://x@y/z"}""", """{"name":"c","storageRoot":"abfss://x@y/z/"}""")]
    [InlineData("catalog:Catalog", """{"name":"c","storageRoot":"abfss://x@y/z/"}""", """{"name":"c","storageRoot":"abfss://x@y/z"}""")]
    [InlineData("schema:Schema", """{"catalogName":"c","name":"s","storageRoot":"abfss://x@y/z"}""", """{"catalogName":"c","name":"s","storageRoot":"abfss://x@y/z/"}""")]
    public async Task Diff_SlashAtTheEndOfALocation_IsNoDifference(string type, string live, string asked)
    {
        var diff = await DiffAsync(type, live, asked);

        Assert.False(diff.Changes);
    }

    [Theory]
    [InlineData("""{"authorized_paths":"/a","other":"1"}""", """{"authorized_paths":"/b","other":"1"}""", false)]
    [InlineData("""{"other":"1"}""", """{"other":"2"}""", true)]
    [InlineData("""{"other":"1"}""", "{}", true)]
    public async Task Diff_OptionsOfACatalog_AreSetOnceExceptTheAuthorizedPaths(string live, string asked, bool replaces)
    {
        var diff = await DiffAsync("catalog:Catalog", $$$"""{"name":"c","options":{{{live}}}}""", $$$"""{"name":"c","options":{{{asked}}}}""");

        Assert.True(diff.Changes);
        Assert.Equal(replaces, diff.Replaces.Length > 0);
    }

    [Fact]
    public async Task Diff_OtherNameOfACatalog_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() => DiffAsync("catalog:Catalog", """{"name":"one"}""", """{"name":"two"}"""));

        Assert.Contains("a catalog cannot be renamed (from 'one' to 'two')", refused.Message, StringComparison.Ordinal);
    }

    private Task<DiffResult> DiffJobAsync(string live, string asked) => DiffAsync(
        "job:Job", $$$"""{"name":"j","maxConcurrentRuns":1,"tasks":[{"taskKey":"one","newCluster":{{{live}}}}]}""", $$$"""{"name":"j","maxConcurrentRuns":1,"tasks":[{"taskKey":"one","newCluster":{{{asked}}}}]}""");

    private async Task<DiffResult> DiffAsync(string type, string live, string asked)
    {
        await using var provider = _source.Create("databricks", "1.110.0", new Dictionary<string, string?>())!;
        var (olds, news) = (RecordedValues.Map(JsonNode.Parse(live)), RecordedValues.Map(JsonNode.Parse(asked)));
        // What every state has, whatever the program says.
        foreach (var flag in type == "job:Job" ? new[] { "alwaysRunning", "controlRunState" } : ["forceDestroy"])
            olds = olds.Set(flag, false);
        return await provider.DiffAsync(new DiffRequest("urn", "databricks:index/" + type, "id", olds, olds, news, []), TestContext.Current.CancellationToken);
    }
}
