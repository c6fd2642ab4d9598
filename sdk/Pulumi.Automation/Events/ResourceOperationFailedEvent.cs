namespace Pulumi.Automation.Events;

/// <summary>A step failed.</summary>
public class ResourceOperationFailedEvent
{
    internal ResourceOperationFailedEvent()
    {
    }

    public StepEventMetadata Metadata { get; internal init; } = null!;

    public int Status { get; internal init; }

    public int Steps { get; internal init; }
}
