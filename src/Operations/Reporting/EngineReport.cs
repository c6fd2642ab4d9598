using Provisioner.Operations.Drift;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Reporting;

/// <summary>Turns the engine's events into an operation's log: a line for each finished step, in words for people; and into its failure.</summary>
public sealed class EngineReport(OperationLog log, string phase) : IEngineEvents
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);
    private readonly List<(string Urn, OperationType Op, string? Words)> _failed = [];
    private readonly HashSet<string> _refreshing = new(StringComparer.Ordinal);

    /// <summary>Something was created, changed or deleted.</summary>
    public bool Changed { get; private set; }

    public void Receive(EngineEvent engineEvent)
    {
        if (engineEvent.ResourcePreEvent is { Metadata: { Op: OperationType.Refresh } begun })
            _refreshing.Add(begun.Urn);
        else if (engineEvent.ResourceOutputsEvent is { Planning: not true } done)
            Finished(done.Metadata, _refreshing.Remove(done.Metadata.Urn));
        else if (engineEvent.ResourceOperationFailedEvent is { } failed)
            _failed.Add((failed.Metadata.Urn, failed.Metadata.Op, ObjectWords.Describe(failed.Metadata)));
        else if (engineEvent.DiagnosticEvent is { } diagnostic)
            Heard(diagnostic);
    }

    public EngineFailure? Failure() => FailureWords.Of(_failed, _messages);

    /// <param name="refreshed">The step only read: a refresh by itself calls what it finds an update or a deletion.</param>
    private void Finished(StepEventMetadata step, bool refreshed)
    {
        if (refreshed || step.Op == OperationType.Refresh)
        {
            if (DriftReport.Words(step) is { } drift)
                log.Warning(phase, drift);
            return;
        }

        if (step.Op is not (OperationType.Same or OperationType.Refresh or OperationType.Read))
            Changed = true;
        if (ObjectWords.Describe(step) is not { } thing)
            return;
        switch (step.Op)
        {
            case OperationType.Create:
                log.Info(phase, $"Created the {thing}.");
                break;
            case OperationType.Update:
                log.Info(phase, $"Updated the {thing}: {Differences(step)}.");
                break;
            case OperationType.Import:
                log.Info(phase, $"Took over the {thing}, which was there already.");
                break;
            case OperationType.ImportReplacement:
                log.Info(phase, $"Took over the {thing} in place of the former one.");
                break;
            case OperationType.CreateReplacement:
                log.Info(phase, $"Created the {thing} anew: {Differences(step)} cannot be changed in place.");
                break;
            case OperationType.DeleteReplaced:
                log.Info(phase, $"Deleted the former {thing}.");
                break;
            case OperationType.Delete when ObjectWords.IsKept(step.Type):
                log.Info(phase, $"The {thing} is not managed by this component any more; it stays.");
                break;
            case OperationType.Delete:
                log.Info(phase, $"Deleted the {thing}.");
                break;
            case OperationType.Same or OperationType.Read:
                log.Debug(phase, $"Nothing to do for the {thing}.");
                break;
        }
    }

    private void Heard(DiagnosticEvent diagnostic)
    {
        var message = FailureWords.Clean(diagnostic.Message);
        if (diagnostic.Severity == "error")
        {
            if (!_messages.TryGetValue(diagnostic.Urn ?? "", out var messages))
                _messages.Add(diagnostic.Urn ?? "", messages = []);
            messages.Add(message);
        }
        else if (diagnostic.Severity == "warning" && message.Length > 0)
        {
            log.Debug(phase, message);
        }
    }

    private static string Differences(StepEventMetadata step) => ObjectWords.Differences(step) is { Length: > 0 } differences ? differences : "its settings";
}
