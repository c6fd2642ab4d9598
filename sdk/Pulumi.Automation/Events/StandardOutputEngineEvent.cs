namespace Pulumi.Automation.Events;

/// <summary>Text for standard output.</summary>
public class StandardOutputEngineEvent
{
    internal StandardOutputEngineEvent()
    {
    }

    public string Message { get; internal init; } = "";

    public string Color { get; internal init; } = "";
}
