using System.Collections.Immutable;

namespace Pulumi.Automation.Events;

/// <summary>What an operation did, at its end.</summary>
public class SummaryEvent
{
    internal SummaryEvent()
    {
    }

    public bool MaybeCorrupt { get; internal init; }

    public int DurationSeconds { get; internal init; }

    /// <summary>Number of steps by kind.</summary>
    public IImmutableDictionary<OperationType, int> ResourceChanges { get; internal init; } = ImmutableDictionary<OperationType, int>.Empty;

    public IImmutableDictionary<string, string> PolicyPacks { get; internal init; } = ImmutableDictionary<string, string>.Empty;
}
