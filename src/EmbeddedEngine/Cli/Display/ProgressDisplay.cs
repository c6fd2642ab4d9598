using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary>A line when a step begins and one when it ends, then diagnostics, outputs and counts: the CLI's display where there is no terminal.</summary>
internal sealed class ProgressDisplay(DisplayOptions options) : IOperationDisplay
{
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly DiagnosticList _diagnostics = new();
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private SummaryEvent? _summary;
    private StepMetadata? _root;
    private string _lastLine = "";
    private bool _begun;

    public bool WantsJson => false;

    public void Start() => options.Line($"{options.Headline} ({options.Stack}):");

    public void Show(JsonObject engineEvent)
    {
    }

    public void Show(EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case ResourcePreEvent started:
                Begin(started.Metadata);
                break;
            case ResourceOutputsEvent ended:
                End(ended.Metadata);
                break;
            case ResourceOperationFailedEvent failed:
                _failed.Add(failed.Metadata.Urn);
                Print(Of(failed.Metadata), $"**{StepText.Doing(failed.Metadata.Op, preview: false)} failed**");
                break;
            case DiagnosticEvent diagnostic:
                Diagnose(diagnostic);
                break;
            case StandardOutputEvent output:
                options.Line(output.Message.TrimEnd('\n'));
                break;
            case SummaryEvent summary:
                _summary = summary;
                break;
        }
        options.Output.Flush();
    }

    public void Finish(OperationOutcome outcome)
    {
        if (_summary is null)
            return;
        foreach (var urn in _rows.Keys.Append(options.RootUrn).Concat(_diagnostics.Urns).Distinct(StringComparer.Ordinal).ToList())
            Close(urn);
        options.Write(_diagnostics.Render());
        if (!options.SuppressOutputs && _root?.New is not null)
            options.Write(Outputs(_root));
        var errored = _failed.Union(_diagnostics.Urns.Where(urn => _diagnostics.Count(urn, "error") > 0), StringComparer.Ordinal).Count();
        options.Write(SummaryText.Render(_summary, errored));
        options.Line("");
    }

    private void Begin(StepMetadata step)
    {
        var row = Of(step);
        row.Step = step;
        row.Started = options.Time.GetTimestamp();
        if (!IsShown(step))
            return;
        row.Shown = true;
        Print(row, StepText.Doing(step.Op, options.DryRun) + (options.DryRun ? "" : " (0s)"));
    }

    private void End(StepMetadata step)
    {
        var row = Of(step);
        row.Step = step;
        if (step.Type == StepText.RootType)
            _root = step;
        if (IsShown(step) || (row.Shown && options.Kind == OperationKind.Refresh))
            Print(row, Done(row));
        row.Ended = true;
    }

    // What is the same is not spoken of, except where something was said before.
    private bool IsShown(StepMetadata step) =>
        (step.Op != StepText.Same || options.ShowSames) && (!StepText.IsRead(step.Op) || options.ShowReads);

    private string Done(Row row)
    {
        var done = StepText.Done(row.Step.Op, options.DryRun);
        return done.Length == 0 || options.DryRun ? done : $"{done} ({Elapsed(row)})";
    }

    private void Diagnose(DiagnosticEvent diagnostic)
    {
        if (diagnostic.Severity == "debug" && !options.Debug)
            return;
        var urn = diagnostic.Urn.Length == 0 ? options.RootUrn : diagnostic.Urn;
        if (!diagnostic.Ephemeral)
            _diagnostics.Add(urn, diagnostic);
        var said = (diagnostic.Prefix + diagnostic.Message).Split('\n')[0];
        if (said.Length == 0)
            return;
        var row = Of(urn);
        Print(row, Status(row), said);
    }

    private string Status(Row row)
    {
        if (row.Shown && !row.Ended)
            return StepText.Doing(row.Step.Op, options.DryRun) + (options.DryRun ? "" : " (0s)");
        return row.Step.Type == StepText.RootType && row.Begun ? "running" : "";
    }

    // The last word on a resource: how many things were said of it, or that the stack is done.
    private void Close(string urn)
    {
        var row = Of(urn);
        var (errors, warnings) = (_diagnostics.Count(urn, "error"), _diagnostics.Count(urn, "warning"));
        var isRoot = urn == options.RootUrn;
        if (errors + warnings == 0 && (!isRoot || (row.Step.Op != StepText.Same && row.Ended && options.Kind != OperationKind.Destroy)))
            return;
        if (_failed.Contains(urn) && !isRoot)
            return;
        var counts = string.Join("; ", new[] { Plural(errors, "error"), Plural(warnings, "warning") }.Where(text => text.Length > 0));
        var status = errors == 0 ? "" : row.Shown && !row.Ended ? $"**{StepText.Doing(row.Step.Op, preview: false)} failed**" : "**failed**";
        if (isRoot && options.Kind == OperationKind.Destroy && errors == 0)
            row.Step = row.Step with { Op = StepText.Same };
        Print(row, status, counts);
    }

    private void Print(Row row, string status, string said = "")
    {
        if (options.SuppressProgress)
            return;
        if (!_begun)
            options.Line("");
        _begun = true;
        var step = row.Step;
        var info = StepText.DiffInfo(step);
        if (said.Length > 0)
            info = info.Length > 0 ? $"{info}; {said}" : said;
        var retained = step.Op is "delete" && step.Old?.RetainOnDelete == true ? "[retain]" : "";
        var what = options.ShowUrns ? step.Urn : $"{StepText.DisplayType(step.Type)} {StepText.Name(step.Urn)}";
        var line = $" {StepText.Sign(step.Op)} {what} {status}{retained} {info}";
        if (line == _lastLine)
            return;
        _lastLine = line;
        options.Line(line);
    }

    private static string Outputs(StepMetadata root)
    {
        var (before, after) = (root.Old?.Outputs ?? PropertyMap.Empty, root.New?.Outputs ?? PropertyMap.Empty);
        var names = before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return "";
        var width = names.Max(name => name.Length);
        var text = new StringBuilder("Outputs:\n");
        var signs = root.Old is not null;
        foreach (var name in names)
        {
            var (old, @new) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (old is not null && @new is not null && !old.Equals(@new))
            {
                PropertyText.Margin(text, 4, "~ ").Append(name.PadRight(width)).Append(": ");
                PropertyText.AppendValue(text, old, 4, "  ");
                text.Append(" => ");
                PropertyText.AppendValue(text, @new, 4, "  ");
                text.Append('\n');
            }
            else
            {
                var sign = !signs || (old is not null && @new is not null) ? "  " : old is null ? "+ " : "- ";
                PropertyText.AppendNamed(text, name.PadRight(width), (@new ?? old)!, 4, sign);
            }
        }
        return text.Append('\n').ToString();
    }

    private string Elapsed(Row row)
    {
        var elapsed = options.Time.GetElapsedTime(row.Started).TotalSeconds;
        return elapsed >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(elapsed)}s") : string.Create(CultureInfo.InvariantCulture, $"{elapsed:0.00}s");
    }

    private static string Plural(int count, string word) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");

    private Row Of(StepMetadata step)
    {
        var row = Of(step.Urn);
        row.Begun = true;
        row.Step = step;
        return row;
    }

    private Row Of(string urn)
    {
        if (!_rows.TryGetValue(urn, out var row))
            _rows[urn] = row = new Row(new StepMetadata { Op = StepText.Same, Urn = urn, Type = StepText.TypeOf(urn) });
        return row;
    }

    private sealed class Row(StepMetadata step)
    {
        public StepMetadata Step { get; set; } = step;

        public long Started { get; set; }

        public bool Begun { get; set; }

        public bool Shown { get; set; }

        public bool Ended { get; set; }
    }
}
