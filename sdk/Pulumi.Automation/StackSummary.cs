namespace Pulumi.Automation;

/// <summary>A stack in a list of stacks.</summary>
public class StackSummary
{
    internal StackSummary()
    {
    }

    public string Name { get; internal init; } = "";

    public bool IsCurrent { get; internal init; }

    public DateTimeOffset? LastUpdate { get; internal init; }

    public bool IsUpdateInProgress { get; internal init; }

    public int? ResourceCount { get; internal init; }

    public string? Url { get; internal init; }
}
