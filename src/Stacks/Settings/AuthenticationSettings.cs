namespace Provisioner.Stacks.Settings;

/// <summary>How the providers authenticate, by cloud: the Databricks provider's <c>authType</c>. The credentials themselves reach it by the environment only.</summary>
public sealed record AuthenticationSettings
{
    /// <summary><c>azure-client-secret</c>, <c>azure-msi</c>, <c>oauth-m2m</c> or <c>pat</c>.</summary>
    public string Azure { get; init; } = "azure-client-secret";

    public string Aws { get; init; } = "oauth-m2m";

    public string Gcp { get; init; } = "oauth-m2m";

    /// <summary>For the account's own API.</summary>
    public string Account { get; init; } = "azure-client-secret";
}
