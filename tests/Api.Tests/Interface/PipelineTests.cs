using System.Text;
using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

public class PipelineTests
{
    private const string Notebook = "/orders_1/clean-pipeline/orders/clean";

    [Fact]
    public async Task NotebookChangedByHand_RefusedUntilItsHashIsAccepted()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var descriptor = ComponentSamples.Of("clean-pipeline");
        Assert.Equal("COMPLETED", (string?)(await ProvisionedAsync(service, descriptor))["status"]);
        await WriteAsync(databricks, "print(1)");
        // What is there at the end of a deployment is recorded.
        Assert.Equal("COMPLETED", (string?)(await ProvisionedAsync(service, descriptor))["status"]);
        Assert.Equal("COMPLETED", (string?)(await ProvisionedAsync(service, descriptor))["status"]);

        await WriteAsync(databricks, "print(2)");
        JsonNode? refused = null;
        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(async () => refused = await ProvisionedAsync(service, descriptor))));
        Assert.Equal("FAILED", (string?)refused!["status"]);
        var message = (string)refused["result"]!;
        Assert.Contains($"- {Notebook}: deployed ", message, StringComparison.Ordinal);
        var (_, verdict) = await service.PostAsync("/v1/validate", Sample.Request(descriptor));
        Assert.False((bool)verdict!["valid"]!);

        var block = message[message.IndexOf("notebook_hash:\n", StringComparison.Ordinal)..].Split('\n').Select(line => $"        {line}");
        var accepting = descriptor.Replace("        productEdition: ADVANCED\n", $"        productEdition: ADVANCED\n{string.Join('\n', block)}\n", StringComparison.Ordinal);
        var accepted = await ProvisionedAsync(service, accepting);
        Assert.True((string?)accepted["status"] == "COMPLETED", accepted.ToJsonString());
        Assert.Equal("COMPLETED", (string?)(await ProvisionedAsync(service, descriptor))["status"]);
    }

    private static Task<JsonObject> WriteAsync(EmulatedDatabricks databricks, string text) => databricks.CallAsync("/api/2.0/workspace/import", new JsonObject
    {
        ["path"] = Notebook, ["format"] = "SOURCE", ["language"] = "PYTHON", ["overwrite"] = true, ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
    });

    private static async Task<JsonNode> ProvisionedAsync(RunningService service, string descriptor)
    {
        var (status, token) = await service.PostAsync("/v1/provision", Sample.Request(descriptor));
        Assert.True(status == 202, $"{status} {token}");
        return await service.EndedAsync($"/v1/provision/{token}/status");
    }
}
