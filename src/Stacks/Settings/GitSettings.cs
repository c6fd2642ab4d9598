namespace Provisioner.Stacks.Settings;

/// <summary>How Databricks reaches the repositories.</summary>
public sealed record GitSettings
{
    /// <summary>For repositories whose descriptor names none; in Databricks' spelling.</summary>
    public string Provider { get; init; } = "gitHub";

    public string? UserName { get; init; }

    /// <summary>A secret: it is only ever given on as a secret input. Null: no git credential is made.</summary>
    public string? Token { get; init; }

    /// <summary>The credential's name. All stacks on a workspace share one credential for each user and provider, so they must agree on its name.</summary>
    public string CredentialName { get; init; } = "databricks-provisioner";

    public override string ToString() => $"{Provider} as {UserName ?? "nobody"}";
}
