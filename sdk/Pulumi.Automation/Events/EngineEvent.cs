namespace Pulumi.Automation.Events;

/// <summary>An event of an operation: exactly one of its kinds is set, none if this SDK does not know the kind.</summary>
public class EngineEvent
{
    internal EngineEvent()
    {
    }

    public int Sequence { get; internal init; }

    /// <summary>Seconds since 1970.</summary>
    public int Timestamp { get; internal init; }

    public CancelEvent? CancelEvent { get; internal init; }

    public StandardOutputEngineEvent? StandardOutputEvent { get; internal init; }

    public DiagnosticEvent? DiagnosticEvent { get; internal init; }

    public PreludeEvent? PreludeEvent { get; internal init; }

    public SummaryEvent? SummaryEvent { get; internal init; }

    public ResourcePreEvent? ResourcePreEvent { get; internal init; }

    public ResourceOutputsEvent? ResourceOutputsEvent { get; internal init; }

    public ResourceOperationFailedEvent? ResourceOperationFailedEvent { get; internal init; }

    public PolicyEvent? PolicyEvent { get; internal init; }
}
