namespace Pulumi.Automation.Events;

/// <summary>A step is done.</summary>
public class ResourceOutputsEvent
{
    internal ResourceOutputsEvent()
    {
    }

    public StepEventMetadata Metadata { get; internal init; } = null!;

    public bool? Planning { get; internal init; }
}
