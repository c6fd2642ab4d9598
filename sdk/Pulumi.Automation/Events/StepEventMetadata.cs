using System.Collections.Immutable;

namespace Pulumi.Automation.Events;

/// <summary>What an event says of its step.</summary>
public class StepEventMetadata
{
    internal StepEventMetadata()
    {
    }

    public OperationType Op { get; internal init; }

    public string Urn { get; internal init; } = "";

    public string Type { get; internal init; } = "";

    /// <summary>The resource before the step.</summary>
    public StepEventStateMetadata? Old { get; internal init; }

    /// <summary>The resource after the step.</summary>
    public StepEventStateMetadata? New { get; internal init; }

    /// <summary>Top-level properties that force a replacement.</summary>
    public ImmutableArray<string>? Keys { get; internal init; }

    /// <summary>Top-level properties that differ.</summary>
    public ImmutableArray<string>? Diffs { get; internal init; }

    /// <summary>How properties differ, by path.</summary>
    public IImmutableDictionary<string, PropertyDiff>? DetailedDiff { get; internal init; }

    /// <summary>False for the physical steps of a replacement.</summary>
    public bool? Logical { get; internal init; }

    /// <summary>The provider, as <c>urn::id</c>.</summary>
    public string Provider { get; internal init; } = "";
}
