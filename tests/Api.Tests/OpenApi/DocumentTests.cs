using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.OpenApi;

public class DocumentTests
{
    [Fact]
    public async Task Document_EveryCallOfTheInterface_IsDescribedWithItsAnswers()
    {
        await using var service = await RunningService.StartAsync();
        var (status, document) = await service.GetAsync("/openapi/v1.json");
        Assert.Equal(200, status);
        var paths = document!["paths"]!.AsObject();
        string[] calls =
        [
            "post /v1/validate 200", "post /v2/validate 202", "get /v2/validate/{token}/status 200", "post /v1/provision 202", "get /v1/provision/{token}/status 200",
            "post /v1/unprovision 202", "post /v1/updateacl 202", "post /v1/reverse-provisioning 202", "get /v1/reverse-provisioning/{token}/status 200",
        ];
        foreach (var call in calls.Select(call => call.Split(' ')))
        {
            var operation = paths[call[1]]![call[0]]!;
            Assert.Equal([call[2], "400", "500"], operation["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal));
            if (call[0] == "post")
                Assert.NotNull(operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        }

        var request = document["components"]!["schemas"]!["ProvisioningRequest"]!;
        Assert.Equal(["descriptor", "descriptorKind"], Required(request));
        Assert.Equal(
            ["DATAPRODUCT_DESCRIPTOR", "COMPONENT_DESCRIPTOR", "DATAPRODUCT_DESCRIPTOR_WITH_RESULTS"],
            Resolve(document, request["properties"]!["descriptorKind"]!)["enum"]!.AsArray().Select(value => (string)value!));
        Assert.Equal(["result", "status"], Required(document["components"]!["schemas"]!["ProvisioningStatus"]!));
        Assert.Equal("2.2.0", (string?)document["info"]!["version"]);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_Running_Ok(string path)
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal(200, (await service.GetAsync(path)).Status);
    }

    private static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        schema["$ref"] is { } reference ? document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]! : schema;

    private static IEnumerable<string> Required(JsonNode schema) => schema["required"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal);
}
