using System.Net;
using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Requests;

/// <summary>What cannot be taken is answered at once: nothing is stored, nothing is called.</summary>
[Collection(ProcessTests.Collection)]
public sealed class RefusalTests
{
    [Fact]
    public async Task BadRequests_EachRefusedWithItsField_AndDatabricksIsNeverCalled()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartAsync(databricks);
        var good = new JobSample().Descriptor;
        (string Body, string Field)[] cases =
        [
            ("", "body"),
            ("{\"descriptorKind\": \"COMPONENT", "body"),
            ("[]", "body"),
            ("{}", "descriptorKind"),
            (Request("DATAPRODUCT_DESCRIPTOR", good), "descriptorKind"),
            (Request("COMPONENT_DESCRIPTOR", "- a\n- b"), "descriptor"),
            (Request("COMPONENT_DESCRIPTOR", "a: &x [*x]"), "descriptor"),
            (Request("COMPONENT_DESCRIPTOR", good.Replace(":ingest-job\n", ":unknown\n", StringComparison.Ordinal).Replace("- id: urn:dmb:cmp:sales:orders:1:unknown", "- id: urn:dmb:cmp:sales:orders:1:ingest-job", StringComparison.Ordinal)), "componentIdToProvision"),
            (Request("COMPONENT_DESCRIPTOR", good.Replace("gitReferenceType: BRANCH", "gitReferenceType: 7", StringComparison.Ordinal)), "dataProduct.components[0].specific.git.gitReferenceType"),
            (Request("COMPONENT_DESCRIPTOR", good.Replace("clusterSparkVersion: 15.4.x-scala2.12", "other: x", StringComparison.Ordinal)), "dataProduct.components[0].specific.cluster.clusterSparkVersion"),
        ];
        foreach (var (body, field) in cases)
        {
            var (status, answer) = await service.PostAsync("/v1/provision", body);
            Assert.Equal((HttpStatusCode.BadRequest, field), (status, (string?)answer!["inputErrorField"]));
            Assert.NotEmpty(answer["errors"]!.AsArray());
            Assert.NotEmpty(answer["moreInfo"]!["problems"]!.AsArray());
        }

        using var unknown = await service.Process.Http.GetAsync("/v1/provision/unknown-token/status");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        using var ready = await service.Process.Http.GetAsync("/health/ready");
        Assert.Equal(0, (int)JsonNode.Parse(await ready.Content.ReadAsStringAsync())!["openOperations"]!);
        Assert.Empty(await databricks.CallsAsync());
    }

    [Fact]
    public async Task Data_UsedByAnotherProcess_SecondOneRefusesToStart()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartAsync(databricks);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ProgramProcess.StartAsync(["serve", "--port", "0", "--data", service.Data, "--emulator", databricks.Address.ToString()]));
        Assert.Contains("used by another process", failure.Message, StringComparison.Ordinal);
    }

    private static string Request(string kind, string descriptor) => new JsonObject { ["descriptorKind"] = kind, ["descriptor"] = descriptor }.ToJsonString();
}
