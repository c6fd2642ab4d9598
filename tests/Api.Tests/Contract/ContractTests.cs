using System.Text.Json.Nodes;
using Provisioner.Api.Tests.Interface;
using Provisioner.Emulator;

namespace Provisioner.Api.Tests.Contract;

public class ContractTests
{
    [Fact]
    public async Task EveryAnswer_OfEveryCall_IsAsTheInterfaceSays()
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartOnAsync(emulator);

        await AnsweredAsync(service, "/v1/validate", Sample.Request(), 200, "ValidationResult");
        await AnsweredAsync(service, "/v1/validate", Sample.Request("a: b"), 200, "ValidationResult");
        await AnsweredAsync(service, "/v1/validate", "{}", 400, "RequestValidationError");
        await FollowedAsync(service, "/v2/validate", Sample.Request(), "/v2/validate", "ValidationStatus");
        await FollowedAsync(service, "/v2/validate", Sample.Request(kind: "DATAPRODUCT_DESCRIPTOR"), "/v2/validate", "ValidationStatus");
        await AnsweredAsync(service, "/v2/validate", "[]", 400, "RequestValidationError");
        var provisioned = await FollowedAsync(service, "/v1/provision", Sample.Request(), "/v1/provision", "ProvisioningStatus");
        Assert.Equal(["jobURL", "workspaceURL"], provisioned["info"]!["publicInfo"]!.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal));
        await AnsweredAsync(service, "/v1/provision", Sample.Request("a: b"), 400, "RequestValidationError");
        await FollowedAsync(service, "/v1/unprovision", Sample.Request(removeData: true), "/v1/provision", "ProvisioningStatus");
        await AnsweredAsync(service, "/v1/unprovision", "{\"descriptor\":3}", 400, "RequestValidationError");
        var denied = await FollowedAsync(service, "/v1/updateacl", ComponentSamples.Access(), "/v1/provision", "ProvisioningStatus");
        Assert.Equal("FAILED", (string?)denied["status"]);
        await AnsweredAsync(service, "/v1/updateacl", ComponentSamples.Access("bob"), 400, "RequestValidationError");
        var reversed = await FollowedAsync(service, "/v1/reverse-provisioning", ComponentSamples.Reverse("nothing"), "/v1/reverse-provisioning", "ReverseProvisioningStatus");
        Assert.Equal("FAILED", (string?)reversed["status"]);
        await AnsweredAsync(service, "/v1/reverse-provisioning", "{\"environment\":1}", 400, "RequestValidationError");
        foreach (var path in (string[])["/v1/provision", "/v2/validate", "/v1/reverse-provisioning"])
        {
            var (status, unknown) = await service.GetAsync($"{path}/nobodys/status");
            Assert.Equal(400, status);
            await InterfaceSchema.ConformsAsync("RequestValidationError", unknown);
        }
    }

    [Theory]
    [InlineData("/v2/validate")]
    [InlineData("/v1/provision")]
    [InlineData("/v1/unprovision")]
    [InlineData("/v1/updateacl")]
    [InlineData("/v1/reverse-provisioning")]
    public async Task StoreFails_EveryCallThatStores_SystemError(string path)
    {
        await using var service = await RunningService.StartAsync();
        service.Store.Dispose();
        var body = path switch
        {
            "/v1/updateacl" => ComponentSamples.Access(),
            "/v1/reverse-provisioning" => ComponentSamples.Reverse("x"),
            _ => Sample.Request(),
        };
        await AnsweredAsync(service, path, body, 500, "SystemError");
    }

    [Fact]
    public async Task ServedDocument_Schemas_HaveWhatTheInterfaceHas()
    {
        await using var service = await RunningService.StartAsync();
        var (_, document) = await service.GetAsync("/openapi/v1.json");
        var served = document!["components"]!["schemas"]!.AsObject();
        foreach (var (name, definition) in InterfaceSchema.Definitions.Where(definition => definition.Key != "Token"))
        {
            Assert.True(served.ContainsKey(name), $"{name} is not in the served document: {string.Join(", ", served.Select(schema => schema.Key))}");
            Assert.Equal(Names(definition!["required"]), Names(served[name]!["required"]));
            Assert.Subset(
                served[name]!["properties"]!.AsObject().Select(property => property.Key).ToHashSet(StringComparer.Ordinal),
                definition["properties"]!.AsObject().Select(property => property.Key).ToHashSet(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<string> Names(JsonNode? required) => required?.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();

    private static async Task<JsonNode?> AnsweredAsync(RunningService service, string path, string body, int status, string definition)
    {
        var (answered, answer) = await service.PostAsync(path, body);
        Assert.True(answered == status, $"POST {path}: {answered} {answer}");
        await InterfaceSchema.ConformsAsync(definition, answer);
        return answer;
    }

    private static async Task<JsonNode> FollowedAsync(RunningService service, string path, string body, string statusPath, string definition)
    {
        var token = await AnsweredAsync(service, path, body, 202, "Token");
        var (_, running) = await service.GetAsync($"{statusPath}/{token}/status");
        await InterfaceSchema.ConformsAsync(definition, running);
        var ended = await service.EndedAsync($"{statusPath}/{token}/status");
        await InterfaceSchema.ConformsAsync(definition, ended);
        return ended;
    }
}
