using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Provisioner.Api.Settings;

namespace Provisioner.Api.Security;

/// <summary>Who may call: nothing is registered, and nothing costs anything, unless authentication is configured.</summary>
internal static class SecurityServices
{
    public static void AddSecurity(this IServiceCollection services, CallerOptions options)
    {
        if (!options.IsConfigured)
            return;
        var schemes = new List<string>();
        // Authentication brings data protection along, which would keep keys in the user's home; nothing here uses them.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var authentication = services.AddAuthentication();
        if (options.ApiKeyList.Length > 0)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
            schemes.Add(ApiKeyHandler.SchemeName);
        }

        if (options.Jwt.IsConfigured)
        {
            authentication.AddJwtBearer(bearer =>
            {
                bearer.Authority = options.Jwt.Authority;
                bearer.Audience = options.Jwt.Audience;
                bearer.MapInboundClaims = false;
            });
            schemes.Add(JwtBearerDefaults.AuthenticationScheme);
        }

        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder([.. schemes]).RequireAuthenticatedUser().Build());
    }

    public static void UseSecurity(this WebApplication application, CallerOptions options)
    {
        if (!options.IsConfigured)
            return;
        application.UseAuthentication();
        application.UseAuthorization();
    }
}
