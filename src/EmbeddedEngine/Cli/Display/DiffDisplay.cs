using System.Text;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary><c>--diff</c>: each step with its properties, or with what differs in them.</summary>
internal sealed class DiffDisplay(DisplayOptions options) : IOperationDisplay
{
    private const int Indent = 4;

    private readonly HashSet<string> _errored = new(StringComparer.Ordinal);

    public bool WantsJson => false;

    public void Start() => options.Line($"{options.Headline} ({options.Stack}):");

    public void Show(JsonObject engineEvent)
    {
    }

    public void Show(EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case ResourcePreEvent { Metadata: { Logical: true } step } when IsShown(step):
                options.Write(Render(step));
                break;
            case ResourceOutputsEvent { Metadata: { Op: StepText.Refresh } step } when !(step.Old?.Outputs ?? PropertyMap.Empty).Equals(step.New?.Outputs ?? PropertyMap.Empty):
                options.Write(Head(step) + Changes(step.Old!.Outputs, step.New?.Outputs ?? PropertyMap.Empty, Depth(step) + Indent, "--outputs:--"));
                break;
            case ResourceOutputsEvent { Metadata: { Type: StepText.RootType, New: { } root } step } when !options.SuppressOutputs:
                options.Write(Outputs(step.Old?.Outputs ?? PropertyMap.Empty, root.Outputs));
                break;
            case ResourceOperationFailedEvent failed:
                _errored.Add(failed.Metadata.Urn);
                break;
            case DiagnosticEvent diagnostic when diagnostic.Severity != "debug" || options.Debug:
                Diagnose(diagnostic);
                break;
            case StandardOutputEvent output:
                options.Line(output.Message.TrimEnd('\n'));
                break;
            case SummaryEvent summary:
                options.Write(SummaryText.Render(summary, options.DryRun ? 0 : _errored.Count));
                break;
        }
    }

    public void Finish(OperationOutcome outcome)
    {
    }

    private bool IsShown(StepMetadata step) => step.Op switch
    {
        StepText.Same => step.Type == StepText.RootType || options.ShowSames,
        StepText.Refresh => false,
        var op => !StepText.IsRead(op) || options.ShowReads,
    };

    // Errors belong to the error stream, everything else is part of the display.
    private void Diagnose(DiagnosticEvent diagnostic)
    {
        if (diagnostic.Severity == "error")
        {
            _errored.Add(diagnostic.Urn);
            options.Error.Write($"{diagnostic.Prefix}{diagnostic.Message.TrimEnd('\n')}\n");
        }
        else
        {
            options.Line($"{diagnostic.Prefix}{diagnostic.Message.TrimEnd('\n')}");
        }
    }

    private static string Render(StepMetadata step)
    {
        var text = new StringBuilder(Head(step));
        var depth = Depth(step) + Indent;
        switch (step)
        {
            case { Op: StepText.Same }:
                break;
            case { New: null, Old: { } gone }:
                PropertyText.Append(text, gone.Inputs, depth);
                break;
            case { Old: null, New: { } made }:
                PropertyText.Append(text, made.Inputs, depth);
                break;
            case { Old: { } old, New: { } @new }:
                text.Append(Changes(old.Inputs, @new.Inputs, depth, null));
                break;
        }
        return text.ToString();
    }

    private static string Head(StepMetadata step)
    {
        var depth = Depth(step);
        var state = step.New ?? step.Old;
        var text = new StringBuilder();
        PropertyText.Margin(text, depth + 2, StepText.Sign(step.Op)).Append(step.Type).Append(": (").Append(step.Op).Append(")\n");
        var id = step.Old?.Id is { Length: > 0 } known ? known : step.New?.Id;
        if (step.Old is not null && !string.IsNullOrEmpty(id) && step.Type != StepText.RootType)
            text.Append(' ', depth + Indent).Append("[id=").Append(id).Append("]\n");
        text.Append(' ', depth + Indent).Append("[urn=").Append(step.Urn).Append("]\n");
        if (state is { Provider.Length: > 0 })
            text.Append(' ', depth + Indent).Append("[provider=").Append(state.Provider).Append("]\n");
        return text.ToString();
    }

    private static int Depth(StepMetadata step) => step.Type == StepText.RootType || (step.New ?? step.Old) is not { Parent.Length: > 0 } ? 0 : Indent;

    private static string Outputs(PropertyMap old, PropertyMap @new)
    {
        if (old.Equals(@new) || (old.Count == 0 && @new.Count == 0))
            return "";
        if (old.Count > 0)
            return Changes(old, @new, Indent, "--outputs:--");
        var text = new StringBuilder().Append(' ', Indent).Append("--outputs:--\n");
        PropertyText.Append(text, @new, Indent);
        return text.ToString();
    }

    private static string Changes(PropertyMap old, PropertyMap @new, int depth, string? title)
    {
        var text = new StringBuilder();
        if (title is not null)
            text.Append(' ', depth).Append(title).Append('\n');
        PropertyDiffText.Append(text, old, @new, depth);
        return text.ToString();
    }
}
