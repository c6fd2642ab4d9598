using Provisioner.Databricks;
using Provisioner.Databricks.Credentials;
using Provisioner.Databricks.Transport;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary>Arguments of the provider, completed by the environment of the operation (never the process's own).</summary>
internal sealed class AzureSettings(PropertyMap arguments, IReadOnlyDictionary<string, string?> environment)
{
    public string SubscriptionId => Optional("subscriptionId", "ARM_SUBSCRIPTION_ID") ?? "";

    /// <exception cref="ProviderException">There is no credential.</exception>
    public DatabricksClients CreateClients(TimeProvider time, HandlerPool pool)
    {
        var endpoint = Variable("PROVISIONER_ARM_ENDPOINT") is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : new Uri("https://management.azure.com");
        return new DatabricksClients(
            new DatabricksClientOptions
            {
                Azure = Credential(),
                ResourceManagerEndpoint = endpoint,
                // As Go programs do: a proxy of the environment is not for this machine.
                Proxy = !endpoint.IsLoopback && Variable("HTTP_PROXY") is { } proxy && Uri.TryCreate(proxy, UriKind.Absolute, out var proxyAddress) ? proxyAddress : null,
                UserAgent = "databricks-provisioner/1.0 embedded-provider/3.28.0",
            },
            time, pool);
    }

    private AzureCredential Credential()
    {
        if (Variable("PROVISIONER_ARM_TOKEN") is { } token)
            return new AzureToken(token);
        var (clientId, tenantId) = (Optional("clientId", "ARM_CLIENT_ID"), Optional("tenantId", "ARM_TENANT_ID"));
        if (clientId is not null && tenantId is not null && Optional("clientSecret", "ARM_CLIENT_SECRET") is { } secret)
            return new AzureServicePrincipal(tenantId, clientId, secret);
        if (Optional("useMsi", "ARM_USE_MSI") is "true" or "1")
            return new AzureManagedIdentity(clientId);
        if (Optional("useOidc", "ARM_USE_OIDC") is "true" or "1")
            return new AzureWorkloadIdentity(tenantId, clientId, Optional("oidcTokenFilePath", "ARM_OIDC_TOKEN_FILE_PATH"));
        throw new ProviderException("no Azure credential: give ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID, or ARM_USE_MSI=true, or ARM_USE_OIDC=true");
    }

    private string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private string? Optional(string argument, string variable)
    {
        var value = arguments.Get(argument) is BoolValue flag ? flag.Value ? "true" : "false" : arguments.Text(argument);
        return value.Length > 0 ? value : Variable(variable);
    }
}
