namespace Pulumi.Automation;

/// <summary>Options of <see cref="Workspace.ChangeSecretsProviderAsync"/>.</summary>
public class SecretsProviderOptions
{
    /// <summary>The passphrase, when the new secrets provider is <c>passphrase</c>.</summary>
    public string? NewPassphrase { get; set; }
}
