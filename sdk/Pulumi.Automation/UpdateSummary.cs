using System.Collections.Immutable;

namespace Pulumi.Automation;

/// <summary>An operation in a stack's history.</summary>
public sealed class UpdateSummary
{
    internal UpdateSummary()
    {
    }

    public UpdateKind Kind { get; internal init; }

    public DateTimeOffset StartTime { get; internal init; }

    public string Message { get; internal init; } = "";

    public IImmutableDictionary<string, string> Environment { get; internal init; } = ImmutableDictionary<string, string>.Empty;

    public IImmutableDictionary<string, ConfigValue> Config { get; internal init; } = ImmutableDictionary<string, ConfigValue>.Empty;

    public UpdateState Result { get; internal init; }

    public DateTimeOffset EndTime { get; internal init; }

    public int? Version { get; internal init; }

    public string? Deployment { get; internal init; }

    public IImmutableDictionary<OperationType, int>? ResourceChanges { get; internal init; }
}
