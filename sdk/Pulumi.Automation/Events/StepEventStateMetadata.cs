using System.Collections.Immutable;

namespace Pulumi.Automation.Events;

/// <summary>A resource's state in an event.</summary>
public class StepEventStateMetadata
{
    internal StepEventStateMetadata()
    {
    }

    public string Urn { get; internal init; } = "";

    public string Type { get; internal init; } = "";

    public bool? Custom { get; internal init; }

    public bool? Delete { get; internal init; }

    public string Id { get; internal init; } = "";

    public string Parent { get; internal init; } = "";

    public bool? Protect { get; internal init; }

    /// <summary>Secrets are blinded.</summary>
    public IImmutableDictionary<string, object> Inputs { get; internal init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>Secrets are blinded.</summary>
    public IImmutableDictionary<string, object> Outputs { get; internal init; } = ImmutableDictionary<string, object>.Empty;

    public string Provider { get; internal init; } = "";

    public ImmutableArray<string>? InitErrors { get; internal init; }
}
