using Provisioner.Databricks.Credentials;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>Arguments of the provider, completed by the environment of the operation (never the process's own).</summary>
internal sealed class ProviderSettings(PropertyMap arguments, IReadOnlyDictionary<string, string?> environment)
{
    public string Host => Value("host", "DATABRICKS_HOST").TrimEnd('/');

    public string AccountId => Value("accountId", "DATABRICKS_ACCOUNT_ID");

    public string? AzureResourceId => Optional("azureWorkspaceResourceId", "DATABRICKS_AZURE_RESOURCE_ID");

    public Uri? Proxy => environment.GetValueOrDefault("HTTP_PROXY") is { Length: > 0 } proxy && Uri.TryCreate(proxy, UriKind.Absolute, out var address) ? address : null;

    /// <summary>The credential that <c>authType</c> names, else the first that is complete.</summary>
    /// <exception cref="ProviderException">There is none, or the named one is incomplete or not supported.</exception>
    public DatabricksCredential Credential()
    {
        var type = Value("authType", "DATABRICKS_AUTH_TYPE");
        var credential = type switch
        {
            "" => (DatabricksCredential?)Token() ?? (DatabricksCredential?)OAuthClient() ?? Azure(),
            "pat" => Token(),
            "oauth-m2m" => OAuthClient(),
            "azure-client-secret" => AzureClient(),
            "azure-msi" => ManagedIdentity(),
            "azure-workload-identity" => WorkloadIdentity(),
            _ => throw new ProviderException($"auth type '{type}' is not supported by the embedded provider; it knows pat, oauth-m2m, azure-client-secret, azure-msi and azure-workload-identity"),
        };
        return credential ?? throw new ProviderException(
            $"cannot configure default credentials: {(type.Length == 0 ? "neither a token, nor a client id and secret, nor an Azure identity is given" : $"what auth type '{type}' needs is not given")}. Config: host={Host}");
    }

    private TokenCredentialValue? Token() => Optional("token", "DATABRICKS_TOKEN") is { } token ? new TokenCredentialValue(token) : null;

    private OAuthClientCredential? OAuthClient() =>
        Optional("clientId", "DATABRICKS_CLIENT_ID") is { } id && Optional("clientSecret", "DATABRICKS_CLIENT_SECRET") is { } secret ? new OAuthClientCredential(id, secret) : null;

    private EntraCredential? Azure() => AzureClient() ?? (Value("azureUseMsi", "ARM_USE_MSI") is "true" or "1" ? ManagedIdentity() : null);

    private EntraCredential? AzureClient() =>
        Optional("azureClientId", "ARM_CLIENT_ID") is { } id && Optional("azureClientSecret", "ARM_CLIENT_SECRET") is { } secret && Optional("azureTenantId", "ARM_TENANT_ID") is { } tenant
            ? new EntraCredential(new AzureServicePrincipal(tenant, id, secret))
            : null;

    private EntraCredential ManagedIdentity() => new(new AzureManagedIdentity(Optional("azureClientId", "ARM_CLIENT_ID")));

    private EntraCredential WorkloadIdentity() => new(new AzureWorkloadIdentity(
        Optional("azureTenantId", "ARM_TENANT_ID"), Optional("azureClientId", "ARM_CLIENT_ID"),
        Optional("databricksIdTokenFilepath", "ARM_OIDC_TOKEN_FILE_PATH") ?? environment.GetValueOrDefault("AZURE_FEDERATED_TOKEN_FILE")));

    private string Value(string argument, string variable) => Optional(argument, variable) ?? "";

    private string? Optional(string argument, string variable)
    {
        var value = arguments.Get(argument) switch
        {
            BoolValue flag => flag.Value ? "true" : "false",
            _ => arguments.Text(argument),
        };
        return value.Length > 0 ? value : environment.GetValueOrDefault(variable) is { Length: > 0 } text ? text : null;
    }
}
