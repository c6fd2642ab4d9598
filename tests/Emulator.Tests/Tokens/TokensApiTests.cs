using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.Tokens;

public sealed class TokensApiTests
{
    [Theory]
    [InlineData("http://login.microsoftonline.com/tenant/oauth2/v2.0/token")]
    [InlineData("http://login.microsoftonline.com/tenant/oauth2/token")]
    [InlineData("http://adb-1.1.azuredatabricks.net/oidc/v1/token")]
    [InlineData("http://accounts.azuredatabricks.net/oidc/accounts/a/v1/token")]
    public async Task Token_OfAServicePrincipal_IsItsCaller(string endpoint)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var etl = (await emulator.StateAsync("servicePrincipals"))[0]!["applicationId"]!.ToString();
        var (status, body) = await PostAsync(emulator, endpoint, new() { ["grant_type"] = "client_credentials", ["client_id"] = etl, ["client_secret"] = "s", ["scope"] = "all-apis" });
        Assert.Equal((HttpStatusCode.OK, "Bearer"), (status, body["token_type"]!.ToString()));
        var me = await emulator.SendAsync("GET", "/api/2.0/preview/scim/v2/Me", token: body["access_token"]!.ToString());
        Assert.Equal(etl, me["userName"]!.ToString());
    }

    [Fact]
    public async Task Token_WithBasicCredentials_IsGiven()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var (status, _) = await PostAsync(emulator, "http://adb-1.1.azuredatabricks.net/oidc/v1/token", new() { ["grant_type"] = "client_credentials" }, Convert.ToBase64String(Encoding.UTF8.GetBytes("id:secret")));
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [InlineData("client_credentials", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("password", HttpStatusCode.BadRequest, "unsupported_grant_type")]
    public async Task Token_Wrong_IsRefused(string grant, HttpStatusCode expected, string error)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var (status, body) = await PostAsync(emulator, "http://login.microsoftonline.com/tenant/oauth2/v2.0/token", new() { ["grant_type"] = grant, ["client_id"] = "x" });
        Assert.Equal((expected, error), (status, body["error"]!.ToString()));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(EmulatorClient emulator, string endpoint, Dictionary<string, string> form, string? basic = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(emulator.Address), UseProxy = true });
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
        if (basic is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
