namespace Pulumi.Automation;

/// <summary>A configuration value as the stack's settings file holds it.</summary>
public class StackSettingsConfigValue(string value, bool isSecure)
{
    /// <summary>The text, JSON for structured values; encrypted when it is secure.</summary>
    public string Value { get; } = value;

    public bool IsSecure { get; } = isSecure;
}
