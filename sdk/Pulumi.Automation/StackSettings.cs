namespace Pulumi.Automation;

/// <summary>The file <c>Pulumi.&lt;stack&gt;.yaml</c>.</summary>
public class StackSettings
{
    public string? SecretsProvider { get; set; }

    public string? EncryptedKey { get; set; }

    public string? EncryptionSalt { get; set; }

    /// <summary>Configuration by full key (<c>project:name</c>).</summary>
    public IDictionary<string, StackSettingsConfigValue>? Config { get; set; }
}
