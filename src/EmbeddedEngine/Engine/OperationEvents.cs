using System.Collections.Immutable;
using System.Text;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.Events;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Tells what happens, in order, and counts it for the summary.</summary>
internal sealed class OperationEvents(IEngineEventSink sink, bool planning, bool isRefresh, bool refreshes)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _changes = new(StringComparer.Ordinal);
    private int _steps;
    private bool _maybeCorrupt;

    public ImmutableSortedDictionary<string, int> Changes
    {
        get
        {
            lock (_gate)
            {
                return _changes.ToImmutableSortedDictionary(StringComparer.Ordinal);
            }
        }
    }

    public void Prelude(ImmutableSortedDictionary<string, ConfigEntry> configuration) =>
        Send(new PreludeEvent(configuration.ToImmutableSortedDictionary(p => p.Key, p => p.Value.Secret ? "[secret]" : p.Value.Value, StringComparer.Ordinal)));

    public void Starting(Step step)
    {
        if (!step.IsInternal)
        {
            Send(new ResourcePreEvent(step.Describe(step.Op), planning));
        }
    }

    public void Finished(Step step)
    {
        var op = isRefresh ? step.ResultOp : step.Op;
        var isRefreshed = step.Op == StepOp.Refresh;
        lock (_gate)
        {
            if ((step.IsRecorded || (isRefresh && isRefreshed)) && !step.IsInternal)
            {
                _steps++;
                _changes[op] = _changes.GetValueOrDefault(op) + 1;
            }

            // A component's outputs come with a call of their own; until then there is nothing to show of it.
            var shown = planning || step.Resource.State.Custom || (refreshes && isRefreshed) || step.Op == StepOp.Delete;
            if (shown && !step.IsInternal)
            {
                sink.Send(new ResourceOutputsEvent(step.Describe(op), planning));
            }
        }
    }

    /// <summary>The outputs of a component or of the stack were registered.</summary>
    public void OutputsRegistered(Step step) => Send(new ResourceOutputsEvent(step.Describe(step.Op), planning));

    public void Failed(Step step, StepResult result)
    {
        var urn = step.IsInternal ? "" : step.Urn;
        Error(urn, planning ? $"Preview failed: {result.Error}" : result.Error ?? "");
        lock (_gate)
        {
            _maybeCorrupt |= result.Status == StepStatus.Unknown;
            if (!planning && !step.IsInternal)
            {
                sink.Send(new ResourceOperationFailedEvent(step.Describe(step.Op), (int)result.Status, _steps));
            }
        }
    }

    public void Error(string urn, string message) => Diagnose(urn, message, "error");

    public void Warning(string urn, string message) => Diagnose(urn, message, "warning");

    public void Info(string urn, string message) => Diagnose(urn, message, "info");

    public void Log(LogSeverity severity, string message, string urn, int streamId, bool ephemeral)
    {
        var name = severity switch
        {
            LogSeverity.Debug => "debug",
            LogSeverity.Info => "info",
            LogSeverity.Warning => "warning",
            _ => "error",
        };
        Diagnose(urn, message, name, streamId, ephemeral);
    }

    public void Summary(TimeSpan duration, bool succeeded)
    {
        lock (_gate)
        {
            var changes = _changes.ToImmutableSortedDictionary(StringComparer.Ordinal);
            sink.Send(new SummaryEvent(_maybeCorrupt, duration, changes, planning, succeeded ? "succeeded" : "failed"));
        }
    }

    public void End() => Send(new CancelEvent());

    private void Diagnose(string urn, string message, string severity, int streamId = 0, bool ephemeral = false)
    {
        var prefix = severity == "info" ? "" : $"{severity}: ";
        Send(new DiagnosticEvent(urn, prefix, WithoutColors(message) + "\n", severity, streamId, ephemeral));
    }

    private void Send(EngineEvent engineEvent)
    {
        lock (_gate)
        {
            sink.Send(engineEvent);
        }
    }

    /// <summary>Terminals' control sequences (ESC [ … m) have no place in a log.</summary>
    private static string WithoutColors(string message)
    {
        if (!message.Contains('\u001b', StringComparison.Ordinal))
        {
            return message;
        }

        var text = new StringBuilder(message.Length);
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] == '\u001b' && i + 1 < message.Length && message[i + 1] == '[')
            {
                var end = message.AsSpan(i).IndexOfAny('m', 'K');
                if (end > 0)
                {
                    i += end;
                    continue;
                }
            }

            text.Append(message[i]);
        }

        return text.ToString();
    }
}
