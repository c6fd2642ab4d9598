using Azure.Core;
using Azure.Identity;

namespace Provisioner.Databricks.Credentials;

/// <summary>Tokens of Microsoft Entra by Azure.Identity, one source for each audience.</summary>
internal static class AzureTokens
{
    /// <summary>The application id of Azure Databricks, the same in every tenant.</summary>
    public const string DatabricksScope = "2ff814a6-3304-4ab8-861d-1e1f5b7e1f1d/.default";

    public const string GraphScope = "https://graph.microsoft.com/.default";

    public const string ResourceManagerScope = "https://management.azure.com/.default";

    public static IAccessTokenSource Create(AzureCredential credential, string scope, TimeProvider time)
    {
        if (credential is AzureToken ready)
            return new ReadyTokenSource(ready.Token);
        var azure = ToTokenCredential(credential);
        return new CachedTokenSource(cancellationToken => IssueAsync(azure, scope, cancellationToken), time);
    }

    private static async ValueTask<IssuedToken> IssueAsync(TokenCredential azure, string scope, CancellationToken cancellationToken)
    {
        try
        {
            var token = await azure.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            return new IssuedToken(token.Token, token.ExpiresOn);
        }
        catch (AuthenticationFailedException refused)
        {
            throw new AzureApiException(null, "AuthenticationFailed", SecretRedaction.Redact(refused.Message), "POST", "/oauth2/v2.0/token", refused);
        }
    }

    private static TokenCredential ToTokenCredential(AzureCredential credential) => credential switch
    {
        AzureServicePrincipal principal => new ClientSecretCredential(principal.TenantId, principal.ClientId, principal.ClientSecret),
        AzureManagedIdentity { ClientId: { } clientId } => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
        AzureManagedIdentity => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        AzureWorkloadIdentity workload => new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions
        {
            TenantId = workload.TenantId,
            ClientId = workload.ClientId,
            TokenFilePath = workload.TokenFile,
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(credential), credential, "no such kind of Azure credential"),
    };
}
