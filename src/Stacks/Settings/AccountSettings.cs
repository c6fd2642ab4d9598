namespace Provisioner.Stacks.Settings;

/// <summary>The Databricks account that managed workspaces belong to.</summary>
public sealed record AccountSettings
{
    public string Host { get; init; } = "accounts.azuredatabricks.net";

    /// <summary>Null: nothing can be managed.</summary>
    public string? Id { get; init; }
}
