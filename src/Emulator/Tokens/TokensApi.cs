using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Tokens;

/// <summary>
/// Token endpoints: Entra (<c>/{tenant}/oauth2/v2.0/token</c>, <c>/{tenant}/oauth2/token</c>), Databricks OAuth (<c>/oidc/v1/token</c>,
/// <c>/oidc/accounts/{account}/v1/token</c>) and the instance metadata of a managed identity. Any secret is right; a missing one is not.
/// </summary>
internal sealed class TokensApi : IApi
{
    private const int Lifetime = 3599;

    public void Map(RouteTable routes)
    {
        routes.Add("POST", "/{tenant}/oauth2/v2.0/token", Surface.Login, Token, anonymous: true);
        routes.Add("POST", "/{tenant}/oauth2/token", Surface.Login, Token, anonymous: true);
        routes.Add("POST", "/oidc/v1/token", Surface.Login | Surface.Workspace, Token, anonymous: true);
        routes.Add("POST", "/oidc/accounts/{account}/v1/token", Surface.Login | Surface.Account, Token, anonymous: true);
        routes.Add("GET", "/oidc/.well-known/oauth-authorization-server", Surface.Login | Surface.Workspace, call => Endpoints(call, "/oidc"), anonymous: true);
        routes.Add("GET", "/oidc/accounts/{account}/.well-known/oauth-authorization-server", Surface.Login | Surface.Account, call => Endpoints(call, "/oidc/accounts/" + call.Route["account"]), anonymous: true);
        routes.Add("GET", "/metadata/identity/oauth2/token", Surface.Login, Metadata, anonymous: true);
    }

    private static ApiAnswer Endpoints(ApiCall call, string root) => ApiAnswer.Ok(new JsonObject
    {
        ["authorization_endpoint"] = $"http://{call.Authority}{root}/v1/authorize", ["token_endpoint"] = $"http://{call.Authority}{root}/v1/token",
    });

    private static ApiAnswer Metadata(ApiCall call) => Issue(call.Parameter("client_id") ?? "managed-identity", call.Required("resource"));

    private static ApiAnswer Token(ApiCall call)
    {
        var form = QueryHelpers.ParseQuery(call.BodyText);
        var grant = form.TryGetValue("grant_type", out var g) ? g.ToString() : "";
        if (grant is not ("client_credentials" or "urn:ietf:params:oauth:grant-type:token-exchange"))
            throw new ApiRefusal(400, "unsupported_grant_type", $"The grant type '{grant}' is not supported: client_credentials.");
        var (client, secret) = Basic(call.Authorization) ?? (form.TryGetValue("client_id", out var id) ? id.ToString() : "", form.TryGetValue("client_secret", out var s) ? s.ToString() : "");
        var assertion = form.TryGetValue("client_assertion", out var a) ? a.ToString() : form.TryGetValue("subject_token", out var t) ? t.ToString() : "";
        if (client.Length == 0 || (secret.Length == 0 && assertion.Length == 0)) throw new ApiRefusal(401, "invalid_client", "Client authentication failed: no client id, or neither secret nor assertion.");
        return Issue(client, form.TryGetValue("scope", out var scope) ? scope.ToString() : "all-apis");
    }

    private static ApiAnswer Issue(string client, string scope) => ApiAnswer.Ok(new JsonObject
    {
        ["token_type"] = "Bearer", ["expires_in"] = Lifetime, ["ext_expires_in"] = Lifetime, ["access_token"] = Callers.Issue(client), ["scope"] = scope,
    });

    private static (string Client, string Secret)? Basic(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).Split(':', 2);
            return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }
        catch (FormatException)
        {
            throw new ApiRefusal(401, "invalid_client", "The Authorization header is not valid.");
        }
    }
}
