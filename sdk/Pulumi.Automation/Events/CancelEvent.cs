namespace Pulumi.Automation.Events;

/// <summary>The last event of an operation, however it ended.</summary>
public class CancelEvent
{
    internal CancelEvent()
    {
    }
}
