using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

public class ValidationTests
{
    [Fact]
    public async Task UnknownPeopleAndMissingColumn_AllToldWithTheirPathsAndNothingCalledThatChanges()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var descriptor = ComponentSamples.Of("orders-view")
            .Replace("user:anna.rossi_company.com", "user:nobody_company.com", StringComparison.Ordinal)
            .Replace("devGroup: group:sales-developers", "devGroup: group:none", StringComparison.Ordinal)
            .Replace("name: customer,", "name: client,", StringComparison.Ordinal);
        var calls = await databricks.CallsDuringAsync(async () =>
        {
            var (_, verdict) = await service.PostAsync("/v1/validate", Sample.Request(descriptor));
            var errors = verdict!["error"]!["errors"]!.AsArray().Select(error => ((string)error!).Split(':')[0]).ToArray();
            Assert.Equal(["dataProduct.components[3].dataContract.schema[1].name", "dataProduct.dataProductOwner", "dataProduct.devGroup"], errors.Order(StringComparer.Ordinal));
        });
        Assert.Empty(EmulatedDatabricks.Changes(calls));
    }

    [Theory]
    [InlineData("ingest-job")]
    [InlineData("clean-pipeline")]
    [InlineData("daily-flow")]
    [InlineData("orders-view")]
    public async Task WorkspaceThatIsToBeMade_ValidWithAWarning(string component)
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var descriptor = ComponentSamples.Of(component).Replace($": {ComponentSamples.Host}", ": not_there_1", StringComparison.Ordinal);
        var (_, verdict) = await service.PostAsync("/v1/validate", Sample.Request(descriptor));
        Assert.True((bool)verdict!["valid"]!, verdict.ToJsonString());
        Assert.Contains(verdict["warnings"]!.AsArray(), warning => ((string)warning!).Contains("could not be checked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ValidateLater_SameVerdict()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var request = Sample.Request(ComponentSamples.Of("orders-view").Replace("tableName: orders", "tableName: none", StringComparison.Ordinal));
        var (_, now) = await service.PostAsync("/v1/validate", request);
        var (_, token) = await service.PostAsync("/v2/validate", request);
        var later = await service.EndedAsync($"/v2/validate/{token}/status");
        Assert.Contains("Run the DLT workload", (string?)now!["error"]!["errors"]![0], StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(now, later["info"]!["publicInfo"]));
    }
}
