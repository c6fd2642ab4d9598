namespace Provisioner.Operations.Connections;

/// <summary>Who the service is at Azure: section <c>Azure</c> of the settings.</summary>
public class AzureIdentityOptions
{
    /// <summary>Null: <see cref="AzureIdentityKind.ServicePrincipal"/> when there is a client secret, else none.</summary>
    public AzureIdentityKind? Identity { get; set; }

    public string? TenantId { get; set; }

    public string? ClientId { get; set; }

    /// <summary>Secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The file with the federated token; null: what <c>AZURE_FEDERATED_TOKEN_FILE</c> says.</summary>
    public string? TokenFile { get; set; }

    /// <summary>The subscription of managed workspaces.</summary>
    public string? SubscriptionId { get; set; }

    public AzureIdentityKind EffectiveIdentity =>
        Identity ?? (string.IsNullOrEmpty(ClientSecret) ? AzureIdentityKind.None : AzureIdentityKind.ServicePrincipal);
}
