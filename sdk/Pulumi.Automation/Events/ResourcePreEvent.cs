namespace Pulumi.Automation.Events;

/// <summary>A step is about to start.</summary>
public class ResourcePreEvent
{
    internal ResourcePreEvent()
    {
    }

    public StepEventMetadata Metadata { get; internal init; } = null!;

    public bool? Planning { get; internal init; }
}
