using System.Net;

namespace Provisioner.Api.Tests.Security;

public class SecurityTests
{
    [Fact]
    public async Task ApiKey_NoneWrongAndRight_OnlyTheRightOneIsLetIn()
    {
        await using var service = await RunningService.StartAsync(("Authentication:ApiKeys", "first-key,second-key"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(service, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(service, "third-key"));
        Assert.Equal(HttpStatusCode.BadRequest, await GetAsync(service, "second-key"));
    }

    [Fact]
    public async Task ApiKey_Configured_HealthStaysOpen()
    {
        await using var service = await RunningService.StartAsync(("Authentication:ApiKeys", "first-key"));
        Assert.Equal(200, (await service.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Jwt_NoToken_Refused()
    {
        await using var service = await RunningService.StartAsync(("Authentication:Jwt:Authority", "https://issuer.invalid/"), ("Authentication:Jwt:Audience", "provisioner"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(service, null));
    }

    private static async Task<HttpStatusCode> GetAsync(RunningService service, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/provision/unknown/status");
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using var answer = await service.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
