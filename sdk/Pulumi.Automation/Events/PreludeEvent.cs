using System.Collections.Immutable;

namespace Pulumi.Automation.Events;

/// <summary>The first event of an operation.</summary>
public class PreludeEvent
{
    internal PreludeEvent()
    {
    }

    /// <summary>The configuration; secrets are blinded.</summary>
    public IImmutableDictionary<string, string> Config { get; internal init; } = ImmutableDictionary<string, string>.Empty;
}
