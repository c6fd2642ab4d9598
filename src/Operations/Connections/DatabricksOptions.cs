namespace Provisioner.Operations.Connections;

/// <summary>Who the service is at Databricks: section <c>Databricks</c> of the settings. Without token and client it is the identity of section <c>Azure</c>.</summary>
public sealed class DatabricksOptions
{
    /// <summary>A personal access token. Secret.</summary>
    public string? Token { get; set; }

    /// <summary>Another identity's token for the account's APIs, when <see cref="Token"/> is none of the account's. Secret.</summary>
    public string? AccountToken { get; set; }

    /// <summary>OAuth client of a service principal.</summary>
    public string? ClientId { get; set; }

    /// <summary>Secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The account that identities are looked up in.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>By default the account console of the cloud: Azure's.</summary>
    public Uri AccountEndpoint { get; set; } = new("https://accounts.azuredatabricks.net");
}
