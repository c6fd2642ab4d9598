namespace Pulumi.Automation.Events;

/// <summary>A policy was violated.</summary>
public class PolicyEvent
{
    internal PolicyEvent()
    {
    }

    public string? ResourceUrn { get; internal init; }

    public string Message { get; internal init; } = "";

    public string Color { get; internal init; } = "";

    public string PolicyName { get; internal init; } = "";

    public string PolicyPackName { get; internal init; } = "";

    public string PolicyPackVersion { get; internal init; } = "";

    public string PolicyPackVersionTag { get; internal init; } = "";

    public string EnforcementLevel { get; internal init; } = "";
}
