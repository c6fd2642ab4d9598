using Provisioner.Databricks.Credentials;
using Provisioner.Databricks.Transport;

namespace Provisioner.Databricks;

/// <summary>Where the clients of a run go and who they are.</summary>
public sealed record DatabricksClientOptions
{
    /// <summary>For workspaces and the account; null when only Azure is called.</summary>
    public DatabricksCredential? Databricks { get; init; }

    /// <summary>For the account when it needs another identity than the workspaces (a workspace token is none of the account's); null: the same.</summary>
    public DatabricksCredential? Account { get; init; }

    /// <summary>For Azure Resource Manager and Microsoft Graph; null when Azure is not used.</summary>
    public AzureCredential? Azure { get; init; }

    public string AccountId { get; init; } = "";

    /// <summary><c>https://accounts.azuredatabricks.net</c>, <c>https://accounts.cloud.databricks.com</c>, <c>https://accounts.gcp.databricks.com</c>.</summary>
    public Uri AccountEndpoint { get; init; } = new("https://accounts.azuredatabricks.net");

    public Uri ResourceManagerEndpoint { get; init; } = new("https://management.azure.com");

    public Uri GraphEndpoint { get; init; } = new("https://graph.microsoft.com");

    /// <summary>
    /// An emulator (or another HTTP proxy): every request goes there in absolute form, and hosts are addressed by plain http, so that
    /// the proxy sees them. Null: hosts are called directly by https.
    /// </summary>
    public Uri? Proxy { get; init; }

    public RetrySettings Retry { get; init; } = new();

    public string UserAgent { get; init; } = "databricks-provisioner";
}
