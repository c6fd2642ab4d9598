namespace Provisioner.ReverseReader;

/// <summary>Where the reader looks.</summary>
public sealed record ReaderSettings
{
    /// <summary>Azure subscription of managed workspaces; empty: none are managed.</summary>
    public string SubscriptionId { get; init; } = "";

    /// <summary>Resource group of managed workspaces.</summary>
    public string ResourceGroup { get; init; } = "";

    /// <summary>Is there a Databricks account to ask? Without one, identities are looked up in the workspace itself.</summary>
    public bool HasAccount { get; init; } = true;
}
