using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Provisioner.Api.Settings;

namespace Provisioner.Api.Security;

/// <summary>Knows callers by the key in the header <c>X-Api-Key</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ServiceSettings settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    private readonly byte[][] _digests = [.. settings.Authentication.ApiKeyList.Select(Digest)];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString() is not { Length: > 0 } given)
            return Task.FromResult(AuthenticateResult.NoResult());
        // Digests have one length, and every key is compared in full: the time taken tells nothing about the keys.
        var digest = Digest(given);
        var known = false;
        foreach (var key in _digests)
            known |= CryptographicOperations.FixedTimeEquals(key, digest);
        return Task.FromResult(known
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(SchemeName)), SchemeName))
            : AuthenticateResult.Fail("The API key is not known."));
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
