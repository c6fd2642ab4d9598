using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Events;

/// <summary>
/// What the engine tells while it works (F6). <c>EngineEventJson</c> writes them in the form of the event log; secrets in the states
/// they carry are written as <c>[secret]</c>.
/// </summary>
public abstract record EngineEvent
{
    private protected EngineEvent()
    {
    }
}

public sealed record PreludeEvent(ImmutableSortedDictionary<string, string> Config) : EngineEvent;

/// <summary>A step is about to start.</summary>
public sealed record ResourcePreEvent(StepMetadata Metadata, bool Planning) : EngineEvent;

/// <summary>A step is done.</summary>
public sealed record ResourceOutputsEvent(StepMetadata Metadata, bool Planning) : EngineEvent;

public sealed record ResourceOperationFailedEvent(StepMetadata Metadata, int Status, int Steps) : EngineEvent;

/// <param name="Severity">debug, info, info#err, warning or error.</param>
/// <param name="Message">With the CLI's colour marks removed; ends in a line break.</param>
public sealed record DiagnosticEvent(string Urn, string Prefix, string Message, string Severity, int StreamId, bool Ephemeral) : EngineEvent;

/// <param name="Result">"succeeded", "failed" … as recorded; null when the engine leaves it out.</param>
public sealed record SummaryEvent(bool MaybeCorrupt, TimeSpan Duration, ImmutableSortedDictionary<string, int> ResourceChanges, bool IsPreview, string? Result) : EngineEvent;

public sealed record StandardOutputEvent(string Message) : EngineEvent;

/// <summary>The last event of an operation, however it ends.</summary>
public sealed record CancelEvent : EngineEvent;

/// <summary>What an event says of its step.</summary>
public sealed record StepMetadata
{
    /// <summary>The operation as the event log names it: create, update, same, delete, replace, create-replacement, delete-replaced, read, refresh, import …</summary>
    public required string Op { get; init; }

    public required string Urn { get; init; }

    public required string Type { get; init; }

    public ResourceState? Old { get; init; }

    public ResourceState? New { get; init; }

    /// <summary>Top-level keys that force a replacement.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Top-level keys that differ.</summary>
    public ImmutableArray<string> Diffs { get; init; } = [];

    public ImmutableSortedDictionary<string, Providers.PropertyDiff>? DetailedDiff { get; init; }

    /// <summary>False for the physical steps of a replacement.</summary>
    public bool Logical { get; init; }

    public string Provider { get; init; } = "";
}
