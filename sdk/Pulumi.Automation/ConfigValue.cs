namespace Pulumi.Automation;

/// <summary>A value of a stack's configuration.</summary>
public class ConfigValue(string value, bool isSecret = false)
{
    /// <summary>The text; JSON for structured values.</summary>
    public string Value { get; set; } = value;

    public bool IsSecret { get; set; } = isSecret;
}
