using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.Cli.Display;
using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Chooses how an operation is shown.</summary>
internal static class OperationDisplay
{
    public static bool IsJson(CommandLine line) => line.Flag("json") || line.Text("output") == "json";

    public static IOperationDisplay Make(CommandContext context, StackReference stack, OperationKind kind, bool dryRun)
    {
        if (context.Line.Text("output") is { } output && output is not ("default" or "json"))
            throw new CliException($"invalid --output value \"{output}\" (expected \"default\" or \"json\")");
        var options = new DisplayOptions
        {
            Output = context.Output,
            Error = context.Error,
            Headline = Headline(kind, dryRun),
            Stack = stack.Display(context.Project?.Name),
            RootUrn = $"urn:pulumi:{stack.Name}::{stack.Project}::pulumi:pulumi:Stack::{stack.Project}-{stack.Name}",
            Kind = kind,
            DryRun = dryRun,
            Debug = context.Line.Flag("debug"),
            ShowSames = context.Line.Flag("show-sames"),
            ShowReads = context.Line.Flag("show-reads"),
            ShowUrns = context.Line.Flag("urns"),
            SuppressOutputs = context.Line.Flag("suppress-outputs"),
            SuppressProgress = context.Line.Flag("suppress-progress"),
            Time = context.Invocation.Time,
        };
        if (IsJson(context.Line))
            return dryRun ? new PreviewJsonDisplay(options) : new JsonLinesDisplay(options);
        return context.Line.Flag("diff") ? new DiffDisplay(options) : new ProgressDisplay(options);
    }

    private static string Headline(OperationKind kind, bool dryRun) => (kind, dryRun) switch
    {
        (OperationKind.Refresh, true) => "Previewing refresh",
        (OperationKind.Refresh, false) => "Refreshing",
        (OperationKind.Destroy, true) => "Previewing destroy",
        (OperationKind.Destroy, false) => "Destroying",
        (_, true) => "Previewing update",
        _ => "Updating",
    };
}
