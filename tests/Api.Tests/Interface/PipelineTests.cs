using System.Text;
using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

public class PipelineTests
{
    private const string Notebook = "/orders_1/clean-pipeline/orders/clean";

    private const string Notebook1 = "# Databricks notebook source\nprint(1)\n";

    private const string Notebook2 = "# Databricks notebook source\nprint(2)\n";

    private const string Edited = "# Databricks notebook source\nprint('by hand')\n";

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

    [Fact]
    public async Task NotebookFromGit_IsRecordedByTheDeploymentThatBringsIt()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        await SeedAsync(databricks, "branch: main", Notebook1);
        await SeedAsync(databricks, "tag: v2", Notebook2);
        var descriptor = ComponentSamples.Of("clean-pipeline");

        var first = await ProvisionedAsync(service, descriptor);
        Assert.Equal("COMPLETED", (string?)first["status"]);
        // The hashes that were read before the clone are none; those of what it brought are recorded in the same operation.
        Assert.Contains(first["logs"]!.AsArray(), line => (string?)line!["message"] == "Recording what the notebooks of the pipeline hold after the deployment, to notice changes by hand.");
        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(async () => Assert.Equal("COMPLETED", (string?)(await ProvisionedAsync(service, descriptor))["status"]))));

        await WriteAsync(databricks, Edited);
        var refused = await ProvisionedAsync(service, descriptor);
        Assert.Equal("FAILED", (string?)refused["status"]);
        var message = (string)refused["result"]!;
        Assert.Contains($"- {Notebook}: deployed {Hash(Notebook1)}, now {Hash(Edited)}", message, StringComparison.Ordinal);
        Assert.Contains($"notebook_hash:\n  \"{Notebook}\": {Hash(Edited)}", message, StringComparison.Ordinal);
        var (_, verdict) = await service.PostAsync("/v1/validate", Sample.Request(descriptor));
        Assert.Contains(Hash(Edited), (string?)verdict!["error"]!["errors"]![0], StringComparison.Ordinal);

        // Accepted in the descriptor, then recorded.
        var accepting = descriptor.Replace("        productEdition: ADVANCED\n", $"        productEdition: ADVANCED\n        notebook_hash: {{ \"{Notebook}\": {Hash(Edited)} }}\n", StringComparison.Ordinal);
        Assert.Equal("COMPLETED", (string?)(await ProvisionedAsync(service, accepting))["status"]);
        Assert.Equal("COMPLETED", (string?)(await ProvisionedAsync(service, descriptor))["status"]);

        // A tag brings another text, which is what was deployed and nobody's change.
        var tagged = descriptor.Replace("orders-clean.git\" }", "orders-clean.git\", gitReference: v2, gitReferenceType: TAG }", StringComparison.Ordinal);
        Assert.NotEqual(descriptor, tagged);
        foreach (var _ in new[] { 1, 2 })
        {
            var moved = await ProvisionedAsync(service, tagged);
            Assert.True((string?)moved["status"] == "COMPLETED", moved.ToJsonString());
        }

        await WriteAsync(databricks, Edited);
        Assert.Contains($"deployed {Hash(Notebook2)}, now {Hash(Edited)}", (string?)(await ProvisionedAsync(service, tagged))["result"], StringComparison.Ordinal);
    }

    private static Task SeedAsync(EmulatedDatabricks databricks, string reference, string notebook) => databricks.SeedAsync(
        $"default: false\nrepositories: [ {{ url: \"https://github.com/acme/orders-clean.git\", {reference}, files: [ {{ path: clean.py, content: {System.Text.Json.JsonSerializer.Serialize(notebook)} }} ] }} ]");

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

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
