using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

/// <summary>Jobs in workspaces of all three clouds: each has its own words for cheap machines.</summary>
public class CloudTests
{
    private const string Sampled = "availability: SPOT_WITH_FALLBACK_AZURE";

    [Theory]
    [InlineData("adb-1.1.azuredatabricks.net", "SPOT_AZURE", "0.5", "azure_attributes", """{"availability":"SPOT_AZURE","first_on_demand":1,"spot_bid_max_price":0.5}""")]
    [InlineData("dbc-1234-abcd.cloud.databricks.com", "SPOT_WITH_FALLBACK", "80", "aws_attributes", """{"availability":"SPOT_WITH_FALLBACK","first_on_demand":1,"spot_bid_price_percent":80}""")]
    [InlineData("1234.5.gcp.databricks.com", "PREEMPTIBLE_GCP", "-1", "gcp_attributes", """{"availability":"PREEMPTIBLE_GCP","first_on_demand":1}""")]
    public async Task Provision_SpotSettings_BecomeTheAttributesOfTheWorkspacesCloud(string host, string availability, string bid, string attributes, string expected)
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);

        var (status, token) = await service.PostAsync("/v1/provision", Sample.Request(Of(host, availability, bid)));
        Assert.True(status == 202, $"{token}");
        var ended = await service.EndedAsync($"/v1/provision/{token}/status");

        Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
        var cluster = (await databricks.ListAsync("jobs")).Single()["settings"]!["tasks"]![0]!["new_cluster"]!.AsObject();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), cluster[attributes]), cluster.ToJsonString());
        Assert.Equal([attributes], cluster.Select(member => member.Key).Where(key => key.EndsWith("_attributes", StringComparison.Ordinal)));
    }

    /// <summary>Databricks fills in whatever is left out of a cluster's attributes: that is no difference to be undone.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("firstOnDemand: 2")]
    [InlineData("firstOnDemand: 0")]
    [InlineData("availability: ON_DEMAND_AZURE\n          spotInstances: false\n          firstOnDemand: 1\n          spotBidMaxPrice: -1")]
    [InlineData("spotInstances: true")]
    public async Task Provision_AttributesLeftOut_NothingToDoTheSecondTime(string attributes)
    {
        const string sampled = "spotBidMaxPrice: -1\n          firstOnDemand: 1\n          spotInstances: true\n          availability: SPOT_WITH_FALLBACK_AZURE";
        Assert.Contains(sampled, Sample.Descriptor, StringComparison.Ordinal);
        var descriptor = Sample.Descriptor.Replace(sampled, attributes.Length == 0 ? "# none" : attributes, StringComparison.Ordinal);
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);

        JsonNode? ended = null;
        for (var time = 0; time < 2; time++)
        {
            var (_, token) = await service.PostAsync("/v1/provision", Sample.Request(descriptor));
            ended = await service.EndedAsync($"/v1/provision/{token}/status");
            Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
        }

        Assert.Contains(ended!["logs"]!.AsArray(), line => ((string)line!["message"]!).StartsWith("Nothing had to be changed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("adb-1.1.azuredatabricks.net", "SPOT_WITH_FALLBACK", "-1", "availability")]
    [InlineData("dbc-1234-abcd.cloud.databricks.com", "SPOT_WITH_FALLBACK_AZURE", "-1", "availability")]
    [InlineData("1234.5.gcp.databricks.com", "SPOT", "-1", "availability")]
    [InlineData("1234.5.gcp.databricks.com", "PREEMPTIBLE_GCP", "0.5", "spotBidMaxPrice")]
    [InlineData("dbc-1234-abcd.cloud.databricks.com", "SPOT", "0.5", "spotBidMaxPrice")]
    public async Task Provision_WordOfAnotherCloud_IsRefusedWithItsPath(string host, string availability, string bid, string field)
    {
        await using var service = await RunningService.StartAsync();

        var (status, answer) = await service.PostAsync("/v1/provision", Sample.Request(Of(host, availability, bid)));

        Assert.Equal((400, $"dataProduct.components[0].specific.cluster.{field}"), (status, (string?)answer!["inputErrorField"]));
    }

    private static string Of(string host, string availability, string bid) => Sample.Descriptor
        .Replace(ComponentSamples.Host, host, StringComparison.Ordinal)
        .Replace(Sampled, $"availability: {availability}", StringComparison.Ordinal)
        .Replace("spotBidMaxPrice: -1", $"spotBidMaxPrice: {bid}", StringComparison.Ordinal);
}
