namespace Pulumi.Automation.Events;

/// <summary>A message of the engine, a provider or the program.</summary>
public class DiagnosticEvent
{
    internal DiagnosticEvent()
    {
    }

    /// <summary>The resource that it is about; null for the whole operation.</summary>
    public string? Urn { get; internal init; }

    public string? Prefix { get; internal init; }

    public string Message { get; internal init; } = "";

    public string Color { get; internal init; } = "";

    /// <summary>debug, info, info#err, warning or error.</summary>
    public string Severity { get; internal init; } = "";

    public string? StreamId { get; internal init; }

    /// <summary>A sign of progress only, not worth keeping.</summary>
    public bool? Ephemeral { get; internal init; }
}
