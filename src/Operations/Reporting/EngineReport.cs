using Provisioner.Facts.State;
using Provisioner.Operations.Drift;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Stacks.Naming;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Reporting;

/// <summary>Turns the engine's events into an operation's log: a line for each finished step, in words for people; and into its failure.</summary>
/// <param name="before">What the stack held before the run: it tells which resources stay when they leave the state.</param>
/// <param name="because">Why whatever the run deletes has to go.</param>
public sealed class EngineReport(OperationLog log, string phase, OwnState before, string because) : IEngineEvents
{
    public const string NotAskedFor = "no longer wanted by the descriptor and the settings";
    public const string MadeAnew = "the change cannot be made in place, a new one follows";
    public const string Moved = "the component goes to another workspace";
    public const string Removed = "the component is being removed";

    private readonly HashSet<string> _retained = before.Resources.Where(resource => resource.Retained).Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
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
            case OperationType.Create when step.Type == ResourceTypes.Folder:
                log.Info(phase, $"Created the {thing}, unless it was there.");
                break;
            case OperationType.Create when ObjectWords.IsSetting(step.Type):
                log.Info(phase, $"Set the {thing}{AccessWords.Details(step)}, {Why(step)}.");
                break;
            case OperationType.Create:
                log.Info(phase, $"Created the {thing}: there was none.");
                break;
            case OperationType.Update:
                log.Info(phase, $"Updated the {thing} to what the descriptor and the settings say: {Changes(step)}.");
                break;
            case OperationType.Import:
                log.Info(phase, because == Removed ? $"Took over the {thing}, to delete it: it has the component's name." : $"Took over the {thing}, which was there already.");
                break;
            case OperationType.ImportReplacement:
                log.Info(phase, $"Took over the {thing} in place of the former one.");
                break;
            case OperationType.CreateReplacement:
                log.Info(phase, $"{(ObjectWords.IsSetting(step.Type) ? "Set" : "Created")} the {thing} anew{AccessWords.Details(step)}: {Names(step)} cannot be changed in place.");
                break;
            case OperationType.DeleteReplaced when _retained.Contains(step.Urn):
                log.Warning(phase, $"Left the former {thing} in place: what is shared with others is never taken away. If nobody wants it any more, take it away by hand.");
                break;
            case OperationType.DeleteReplaced:
                log.Info(phase, $"Deleted the former {thing}: {MadeAnew}.");
                break;
            case OperationType.Delete when _retained.Contains(step.Urn):
                log.Info(phase, $"Left the {thing} in place: what is shared with others is never taken away.");
                break;
            case OperationType.Delete:
                log.Info(phase, $"Deleted the {thing}: {because}.");
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

    private static string Why(StepEventMetadata step) =>
        ObjectWords.IsForReaders(step) ? "which reading the view takes" : "as the descriptor and the settings say";

    /// <summary>With both values; without when the event does not tell them.</summary>
    private static string Changes(StepEventMetadata step) =>
        AccessWords.Changes(step) is { Length: > 0 } access ? access :
        PropertyDifferences.Of(step, (path, old, now) => $"{path} was {old}, is {now}") is { Count: > 0 } changes ? string.Join("; ", changes) : Names(step);

    private static string Names(StepEventMetadata step) => ObjectWords.Differences(step) is { Length: > 0 } differences ? differences : "its settings";
}
