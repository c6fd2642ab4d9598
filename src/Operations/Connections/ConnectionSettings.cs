using Provisioner.Databricks;
using Provisioner.Databricks.Credentials;

namespace Provisioner.Operations.Connections;

/// <summary>
/// The one place that knows how the service reaches Databricks and Azure: the options of the reader's clients and the environment of the engine's
/// providers come from the same settings.
/// </summary>
public sealed class ConnectionSettings
{
    /// <summary>What an emulator takes for a credential when none is configured: it checks none.</summary>
    private const string EmulatorToken = "emulator";

    private static readonly string[] AmbientPrefixes = ["DATABRICKS_", "ARM_", "AZURE_", "GITHUB_", "GITLAB_", "AZDO_", "PULUMI_", "BUNDLE_"];

    private static readonly string[] AmbientNames = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"];

    private readonly DatabricksOptions _databricks;
    private readonly AzureIdentityOptions _azure;
    private readonly Uri? _emulator;

    public ConnectionSettings(DatabricksOptions databricks, AzureIdentityOptions azure, Uri? emulator)
    {
        (_databricks, _azure, _emulator) = (databricks, azure, emulator);
        Clients = new DatabricksClientOptions
        {
            Databricks = DatabricksCredential(),
            Account = string.IsNullOrEmpty(databricks.AccountToken) ? null : new TokenCredentialValue(databricks.AccountToken),
            Azure = AzureCredential(),
            AccountId = databricks.AccountId.Length == 0 && emulator is not null ? EmulatorToken : databricks.AccountId,
            AccountEndpoint = databricks.AccountEndpoint,
            Proxy = emulator,
        };
    }

    /// <summary>An <see cref="AuthType"/> that only the embedded provider knows.</summary>
    public const string WorkloadIdentity = "azure-workload-identity";

    /// <summary>For the clients that read.</summary>
    public DatabricksClientOptions Clients { get; }

    /// <summary>The provider argument <c>authType</c> that makes Databricks' provider use what <see cref="ProviderEnvironment"/> holds and nothing else.</summary>
    public string AuthType => Clients.Databricks switch
    {
        OAuthClientCredential => "oauth-m2m",
        EntraCredential { Azure: AzureServicePrincipal } => "azure-client-secret",
        EntraCredential { Azure: AzureManagedIdentity } => "azure-msi",
        EntraCredential { Azure: AzureWorkloadIdentity } => WorkloadIdentity,
        _ => "pat",
    };

    /// <summary>
    /// The variables of one run's providers. A null value takes a variable of the service's own environment away: what happens to be set on the
    /// host must not become the identity that a provider uses.
    /// </summary>
    public Dictionary<string, string?> ProviderEnvironment(IEnumerable<string> ownNames)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in ownNames)
        {
            if (AmbientNames.Contains(name) || Array.Exists(AmbientPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                variables[name] = null;
        }

        switch (Clients.Databricks)
        {
            case TokenCredentialValue token:
                variables["DATABRICKS_TOKEN"] = token.Token;
                break;
            case OAuthClientCredential client:
                variables["DATABRICKS_CLIENT_ID"] = client.ClientId;
                variables["DATABRICKS_CLIENT_SECRET"] = client.ClientSecret;
                break;
        }

        AddAzure(variables);
        if (_emulator is not null)
        {
            variables["HTTP_PROXY"] = _emulator.ToString().TrimEnd('/');
            variables["PROVISIONER_ARM_ENDPOINT"] = "http://management.azure.com";
            variables["PROVISIONER_ARM_TOKEN"] = EmulatorToken;
        }

        return variables;
    }

    private void AddAzure(Dictionary<string, string?> variables)
    {
        if (!string.IsNullOrEmpty(_azure.SubscriptionId))
            variables["ARM_SUBSCRIPTION_ID"] = _azure.SubscriptionId;
        if (!string.IsNullOrEmpty(_azure.TenantId))
            variables["ARM_TENANT_ID"] = _azure.TenantId;
        if (!string.IsNullOrEmpty(_azure.ClientId))
            variables["ARM_CLIENT_ID"] = _azure.ClientId;
        switch (_azure.EffectiveIdentity)
        {
            case AzureIdentityKind.ServicePrincipal:
                variables["ARM_CLIENT_SECRET"] = _azure.ClientSecret;
                break;
            case AzureIdentityKind.ManagedIdentity:
                variables["ARM_USE_MSI"] = "true";
                break;
            case AzureIdentityKind.WorkloadIdentity:
                variables["ARM_USE_OIDC"] = "true";
                if (!string.IsNullOrEmpty(_azure.TokenFile))
                    variables["ARM_OIDC_TOKEN_FILE_PATH"] = _azure.TokenFile;
                break;
        }
    }

    private DatabricksCredential? DatabricksCredential()
    {
        if (!string.IsNullOrEmpty(_databricks.Token))
            return new TokenCredentialValue(_databricks.Token);
        if (!string.IsNullOrEmpty(_databricks.ClientSecret))
            return new OAuthClientCredential(_databricks.ClientId ?? "", _databricks.ClientSecret);
        if (_emulator is not null)
            return new TokenCredentialValue(EmulatorToken);
        return AzureCredential() is { } azure ? new EntraCredential(azure) : null;
    }

    private AzureCredential? AzureCredential() => _azure.EffectiveIdentity switch
    {
        _ when _emulator is not null => new AzureToken(EmulatorToken),
        AzureIdentityKind.ServicePrincipal => new AzureServicePrincipal(_azure.TenantId ?? "", _azure.ClientId ?? "", _azure.ClientSecret ?? ""),
        AzureIdentityKind.ManagedIdentity => new AzureManagedIdentity(_azure.ClientId),
        AzureIdentityKind.WorkloadIdentity => new AzureWorkloadIdentity(_azure.TenantId, _azure.ClientId, _azure.TokenFile),
        _ => null,
    };
}
