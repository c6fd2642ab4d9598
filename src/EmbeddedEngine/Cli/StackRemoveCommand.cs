using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackRemoveCommand
{
    public static Command Make() => new("rm")
    {
        Aliases = ["remove", "delete"],
        Flags = [StackCommand.StackFlag, Flag.Switch("force", 'f'), Flag.Switch("yes", 'y'), Flag.Switch("preserve-config"), Flag.Switch("remove-backups")],
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack(context.Line.Arguments.FirstOrDefault());
        if (!context.Line.Flag("yes"))
            throw new CliException("non-interactive mode requires --yes flag", ExitCodes.Usage);
        return Remove(context, stack);
    }

    public static int Remove(CommandContext context, StackReference stack)
    {
        using (OperationLock.Take(context, stack))
        {
            if (!context.Line.Flag("force") && HasResources(context, stack))
            {
                throw new CliException(
                    $"'{stack.Name}' still has resources; removal rejected. Possible actions:\n"
                    + $"- Make sure that '{stack.Name}' is the stack that you want to destroy\n"
                    + "- Run `pulumi destroy` to delete the resources, then run `pulumi stack rm`\n"
                    + "- Run `pulumi stack rm --force` to override this error");
            }
            context.Backend.Remove(stack, context.Line.Flag("remove-backups"));
        }
        if (!context.Line.Flag("preserve-config") && context.Project is { } project && project.Name == stack.Project)
            File.Delete(project.ConfigPath(stack.Name));
        if (SelectedStack.Read(context) == stack.Display(context.Project?.Name))
            SelectedStack.Write(context, null);
        context.Print($"Stack '{stack.Name}' has been removed!");
        return ExitCodes.Success;
    }

    // The stack's own resource alone is no reason to keep it.
    private static bool HasResources(CommandContext context, StackReference stack)
    {
        using var document = context.Backend.Read(stack);
        var path = context.Backend.PathOf(stack);
        var latest = CheckpointJson.Latest(document.RootElement, path);
        return latest.ValueKind == JsonValueKind.Object
            && new StateFields(latest, path).Items("resources").Any(item => new StateFields(item, path).Text("type") != "pulumi:pulumi:Stack");
    }
}
