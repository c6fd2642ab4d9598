using System.Text.Json.Nodes;
using Provisioner.Emulator;
using Provisioner.Operations.Requests;
using Provisioner.Operations.Store;

namespace Provisioner.Api.Tests.Requests;

public class ProvisionTests
{
    [Fact]
    public async Task Provision_Sample_AcceptedStoredAndItsStatusTold()
    {
        await using var service = await RunningService.StartAsync();
        service.Ending = (_, log) =>
        {
            log.Info("apply", "The job was created.");
            return Task.FromResult(OperationEnding.Completed("the result", new JsonObject
            {
                ["publicInfo"] = new JsonObject { ["jobURL"] = new JsonObject { ["type"] = "string", ["label"] = "Job", ["value"] = "x" } },
                ["privateInfo"] = new JsonObject { ["stack"] = "s" },
            }));
        };

        var (status, token) = await service.PostAsync("/v1/provision", Sample.Request());
        Assert.Equal(202, status);
        Assert.Equal(System.Text.Json.JsonValueKind.String, token!.GetValueKind());
        var ended = await service.EndedAsync($"/v1/provision/{token}/status");

        Assert.Equal("COMPLETED", (string?)ended["status"]);
        Assert.Equal("the result", (string?)ended["result"]);
        Assert.Equal("x", (string?)ended["info"]!["publicInfo"]!["jobURL"]!["value"]);
        Assert.Equal("s", (string?)ended["info"]!["privateInfo"]!["stack"]);
        var line = Assert.Single(ended["logs"]!.AsArray(), entry => (string?)entry!["phase"] == "apply")!;
        Assert.Equal(("INFO", "The job was created."), ((string?)line["level"], (string?)line["message"]));
        Assert.True(DateTimeOffset.TryParse((string?)line["timestamp"], out _));
        var row = service.Store.Find((string)token!)!;
        Assert.Equal("sales.orders.1.ingest-job.development", row.Queue);
        Assert.Equal(Sample.Descriptor, ComponentRequest.FromJson(row.Request).Descriptor);
    }

    [Fact]
    public async Task Unprovision_RemoveData_IsKeptWithTheRequest()
    {
        await using var service = await RunningService.StartAsync();
        var (status, token) = await service.PostAsync("/v1/unprovision", Sample.Request(removeData: true));
        Assert.Equal(202, status);
        var row = service.Store.Find((string)token!)!;
        Assert.Equal(OperationKind.Unprovision, row.Kind);
        Assert.True(ComponentRequest.FromJson(row.Request).RemoveData);
        await service.EndedAsync($"/v1/provision/{token}/status");
    }

    public static TheoryData<string, string, string> BadBodies => new()
    {
        { "", "body", "no valid JSON" },
        { "{\"descriptorKind\":", "body", "no valid JSON" },
        { "[1]", "body", "must be a JSON object" },
        { "{\"descriptor\":\"x\",\"descriptor\":\"y\"}", "body", "no valid JSON" },
        { "{}", "descriptorKind", "is required" },
        { "{\"descriptorKind\":\"COMPONENT_DESCRIPTOR\"}", "descriptor", "is required" },
        { "{\"descriptorKind\":7,\"descriptor\":\"x\"}", "descriptorKind", "must be a text" },
        { "{\"descriptorKind\":\"component\",\"descriptor\":\"x\"}", "descriptorKind", "must be one of" },
        { "{\"descriptorKind\":\"DATAPRODUCT_DESCRIPTOR\",\"descriptor\":\"x\"}", "descriptorKind", "only COMPONENT_DESCRIPTOR" },
        { "{\"descriptorKind\":\"COMPONENT_DESCRIPTOR\",\"descriptor\":{}}", "descriptor", "must be a text; it is an object" },
        { "{\"descriptorKind\":\"COMPONENT_DESCRIPTOR\",\"descriptor\":\"a: b\",\"removeData\":\"yes\"}", "removeData", "must be true or false" },
        { "{\"descriptorKind\":\"COMPONENT_DESCRIPTOR\",\"descriptor\":\"x\",\"latestEnrichedDescriptor\":1}", "latestEnrichedDescriptor", "must be a text" },
        { new string(' ', (1 << 20) + 1), "body", "larger than 1 MiB" },
        { Sample.Request("a: [b"), "descriptor", "" },
        { Sample.Request(Sample.Descriptor.Replace("numWorkers: 2", "numWorkers: 0", StringComparison.Ordinal)), "dataProduct.components[0].specific.cluster.numWorkers", "" },
        { Sample.Request(Sample.Descriptor.Replace("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", "componentIdToProvision: urn:dmb:cmp:sales:orders:1:other", StringComparison.Ordinal)), "componentIdToProvision", "" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Provision_BadBody_RefusedWithItsFieldAndNothingStored(string body, string field, string message)
    {
        await using var service = await RunningService.StartAsync();
        var (status, answer) = await service.PostAsync("/v1/provision", body);

        Assert.Equal(400, status);
        Assert.Equal(field, (string?)answer!["inputErrorField"]);
        Assert.Contains(message, (string?)answer["errors"]![0], StringComparison.Ordinal);
        Assert.NotEmpty(answer["moreInfo"]!["problems"]!.AsArray());
        Assert.NotEmpty(answer["moreInfo"]!["solutions"]!.AsArray());
        Assert.NotNull((string?)answer["userMessage"]);
        Assert.Equal(0, service.Store.CountOpen());
    }

    [Fact]
    public async Task Provision_SeveralProblems_AllTold()
    {
        await using var service = await RunningService.StartAsync();
        var descriptor = Sample.Descriptor
            .Replace("numWorkers: 2", "numWorkers: 0", StringComparison.Ordinal)
            .Replace("gitReferenceType: BRANCH", "gitReferenceType: TRUNK", StringComparison.Ordinal);
        var (_, answer) = await service.PostAsync("/v1/provision", Sample.Request(descriptor));

        var problems = answer!["moreInfo"]!["problems"]!.AsArray().Select(problem => (string)problem!).ToArray();
        Assert.Contains(problems, problem => problem.Contains("numWorkers", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("gitReferenceType", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/provision/nope/status")]
    [InlineData("/v2/validate/nope/status")]
    [InlineData("/v1/reverse-provisioning/nope/status")]
    public async Task Status_UnknownToken_Refused(string path)
    {
        await using var service = await RunningService.StartAsync();
        var (status, answer) = await service.GetAsync(path);
        Assert.Equal((400, "token"), (status, (string?)answer!["inputErrorField"]));
    }

    [Fact]
    public async Task Validate_GoodBadAndMalformed_AnsweredAtOnce()
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartOnAsync(emulator);
        var (good, valid) = await service.PostAsync("/v1/validate", Sample.Request());
        Assert.Equal((200, true), (good, (bool)valid!["valid"]!));
        Assert.Null(valid["error"]);

        var (bad, invalid) = await service.PostAsync("/v1/validate", Sample.Request("a: b"));
        Assert.Equal((200, false), (bad, (bool)invalid!["valid"]!));
        Assert.NotEmpty(invalid["error"]!["errors"]!.AsArray());

        var (kind, wrong) = await service.PostAsync("/v1/validate", Sample.Request(kind: "DATAPRODUCT_DESCRIPTOR"));
        Assert.Equal((200, false), (kind, (bool)wrong!["valid"]!));

        Assert.Equal(400, (await service.PostAsync("/v1/validate", "{")).Status);
    }

    [Fact]
    public async Task HandlerOfTheStoreFails_SystemErrorWithoutStackTrace()
    {
        await using var service = await RunningService.StartAsync();
        service.Store.Dispose();
        var (status, answer) = await service.PostAsync("/v1/provision", Sample.Request());
        Assert.Equal(500, status);
        Assert.NotNull((string?)answer!["error"]);
        Assert.DoesNotContain(" at ", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/updateacl", "{\"refs\":[\"user:a\"],\"provisionInfo\":{\"request\":\"x\",\"result\":\"y\"}}", "provisionInfo.request", "must be a map of fields")]
    [InlineData("/v1/updateacl", "{\"refs\":[\"user:a\",3],\"provisionInfo\":{\"request\":\"x\",\"result\":\"y\"}}", "refs[1]", "must be a text")]
    [InlineData("/v1/updateacl", "{\"refs\":[\"bob\"],\"provisionInfo\":{\"request\":\"x\",\"result\":\"y\"}}", "refs[0]", "bob")]
    [InlineData("/v1/updateacl", "{\"refs\":[],\"provisionInfo\":{\"request\":\"x\"}}", "provisionInfo.result", "is required")]
    [InlineData("/v1/updateacl", "{\"refs\":[]}", "provisionInfo", "is required")]
    [InlineData("/v1/reverse-provisioning", "{\"useCaseTemplateId\":\"urn:x\",\"environment\":\"development\"}", "useCaseTemplateId", "reverse provisioned")]
    [InlineData("/v1/reverse-provisioning", "{\"environment\":\"development\",\"params\":3}", "useCaseTemplateId", "is required")]
    public async Task AclAndReverse_BadBody_RefusedWithItsField(string path, string body, string field, string message)
    {
        await using var service = await RunningService.StartAsync();
        var (status, answer) = await service.PostAsync(path, body);
        Assert.Equal((400, field), (status, (string?)answer!["inputErrorField"]));
        Assert.Contains(message, (string?)answer["errors"]![0], StringComparison.Ordinal);
    }
}
