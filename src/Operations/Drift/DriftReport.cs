using Provisioner.Operations.Engine;
using Provisioner.Operations.Reporting;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Drift;

/// <summary>Gathers from a refresh's events what differs.</summary>
internal sealed class DriftReport : IEngineEvents
{
    private readonly List<string> _warnings = [];
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public void Receive(EngineEvent engineEvent)
    {
        if (engineEvent.ResourceOutputsEvent is { } read && Words(read.Metadata) is { } warning)
            _warnings.Add(warning);
        else if (engineEvent.DiagnosticEvent is { Severity: "error" } error && FailureWords.Clean(error.Message) is { Length: > 0 } message)
            _errors.Add(message);
    }

    public EngineFailure? Failure() => _errors.Count == 0 ? null : new EngineFailure(EngineFailureKind.Other, string.Join(' ', _errors.Distinct(StringComparer.Ordinal)));

    /// <summary>Null when the object is as it was deployed. A refresh by itself says what it found, one before an update says only that it read.</summary>
    internal static string? Words(StepEventMetadata step)
    {
        if (step.Op is not (OperationType.Refresh or OperationType.Update or OperationType.Delete) || ObjectWords.Describe(step) is not { } thing)
            return null;
        if (step.Op == OperationType.Delete || step.New is null)
            return $"The {thing} {ObjectWords.Was(step.Type)} deleted outside of the provisioner since the last deployment.";
        return PropertyDifferences.Of(step, (path, deployed, live) => $"{path}: deployed {deployed}, live {live}") is { Count: > 0 } differences
            ? $"The {thing} {ObjectWords.Was(step.Type)} changed outside of the provisioner since the last deployment: {string.Join("; ", differences)}."
            : null;
    }
}
