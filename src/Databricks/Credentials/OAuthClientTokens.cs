using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Provisioner.Databricks.Transport;

namespace Provisioner.Databricks.Credentials;

/// <summary>
/// The client-credentials flow of Databricks: <c>POST /oidc/v1/token</c> on a workspace, <c>/oidc/accounts/{id}/v1/token</c> on the account host.
/// </summary>
internal static class OAuthClientTokens
{
    public static IAccessTokenSource Create(HttpClient http, string tokenPath, OAuthClientCredential credential, TimeProvider time) =>
        new CachedTokenSource(cancellationToken => IssueAsync(http, tokenPath, credential, time, cancellationToken), time);

    private static async ValueTask<IssuedToken> IssueAsync(
        HttpClient http, string tokenPath, OAuthClientCredential credential, TimeProvider time, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, tokenPath);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(credential.ClientId)}:{credential.ClientSecret}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "all-apis")]);
        var asked = time.GetUtcNow();
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await DatabricksErrors.FromResponseAsync(response, cancellationToken);
        TokenAnswer? answer;
        try
        {
            answer = await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken);
        }
        catch (JsonException)
        {
            answer = null;
        }

        return answer is { AccessToken.Length: > 0 }
            ? new IssuedToken(answer.AccessToken, asked.AddSeconds(answer.ExpiresIn > 0 ? answer.ExpiresIn : 3600))
            : throw new DatabricksApiException(response.StatusCode, "INVALID_TOKEN_RESPONSE", "the token endpoint did not answer with an access token", "POST", tokenPath);
    }

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] double ExpiresIn);
}
