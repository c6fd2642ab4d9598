using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary><c>stack</c>: what is in a stack; and the group of the verbs about stacks.</summary>
internal static class StackCommand
{
    public static readonly Flag StackFlag = Flag.Text("stack", 's');

    public static Command Make() => new("stack")
    {
        Flags = [StackFlag, Flag.Switch("show-ids", 'i'), Flag.Switch("show-urns", 'u'), Flag.Switch("show-secrets"), Flag.Switch("show-name")],
        Children =
        [
            StackInitCommand.Make, StackSelectCommand.Make, StackListCommand.Make, StackRemoveCommand.Make, StackExportCommand.Make, StackImportCommand.Make,
            StackOutputCommand.Make, StackHistoryCommand.Make, StackTagCommand.Make, StackUnselectCommand.Make, StackRenameCommand.Make,
            StackChangeSecretsProviderCommand.Make,
        ],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack();
        if (context.Line.Flag("show-name"))
        {
            context.Print(stack.Name);
            return ExitCodes.Success;
        }
        var checkpoint = StackState.Read(context, stack, context.Line.Flag("show-secrets"));
        context.Print($"Current stack is {stack.Display(context.Project?.Name)}:");
        context.Print($"    Managed by {System.Environment.MachineName}");
        if (checkpoint.WrittenAt is { } time && !checkpoint.Deployment.Resources.IsEmpty)
        {
            context.Print($"    Last updated: {RelativeTime.Text(time, context.Invocation.Time.GetUtcNow())} ({GoTime.Display(time)})");
            context.Print($"    Pulumi version used: {EngineVersion.Text}");
        }
        PrintResources(context, checkpoint.Deployment);
        var outputs = StackOutputCommand.Outputs(checkpoint.Deployment, context.Line.Flag("show-secrets"));
        context.Print("");
        context.Print($"Current stack outputs ({outputs.Count}):");
        if (outputs.Count == 0)
            context.Print("    No output values currently in this stack");
        else
            TextTable.Print(context.Output, ["OUTPUT", "VALUE"], outputs.Select(item => new[] { item.Key, StackOutputCommand.Shown(item.Value) }), "    ");
        context.Print("");
        context.Print("Use `pulumi stack select` to change stack; `pulumi stack ls` lists known ones");
        return ExitCodes.Success;
    }

    private static void PrintResources(CommandContext context, Deployment deployment)
    {
        context.Print($"Current stack resources ({deployment.Resources.Length}):");
        if (deployment.Resources.IsEmpty)
        {
            context.Print("    No resources currently in this stack");
            return;
        }
        var children = deployment.Resources.ToLookup(resource => resource.Parent, StringComparer.Ordinal);
        var urns = deployment.Resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var rows = new List<string[]>();
        foreach (var root in deployment.Resources.Where(resource => !urns.Contains(resource.Parent)))
            Append(context, rows, root, "", "", children);
        TextTable.Print(context.Output, ["TYPE", "NAME"], rows, "    ");
    }

    private static void Append(
        CommandContext context, List<string[]> rows, ResourceState resource, string branch, string indent, ILookup<string, ResourceState> children)
    {
        rows.Add([branch + resource.Type, resource.Urn[(resource.Urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..]]);
        var below = children[resource.Urn].ToList();
        var bar = indent + (below.Count > 0 ? "│  " : "   ");
        if (context.Line.Flag("show-urns"))
            rows.Add([$"{bar}URN: {resource.Urn}", ""]);
        if (context.Line.Flag("show-ids") && resource.Id.Length > 0)
            rows.Add([$"{bar}ID: {resource.Id}", ""]);
        for (var at = 0; at < below.Count; at++)
        {
            var last = at == below.Count - 1;
            Append(context, rows, below[at], indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "), children);
        }
    }
}
