using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class DestroyCommand
{
    public static Command Make() => new("destroy")
    {
        Aliases = ["down"],
        Flags =
        [
            .. OperationFlags.Common, .. OperationFlags.NoProgramFlags, .. OperationFlags.Confirmation, Flag.Text("refresh", 'r', implied: "true"), Flag.Switch("remove"),
            Flag.Switch("exclude-protected"),
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var code = await new OperationCommand(context, OperationKind.Destroy).RunAsync(cancellationToken);
        var line = context.Line;
        if (code != ExitCodes.Success || line.Has("target") || line.Has("exclude") || line.Flag("exclude-protected") || line.Flag("preview-only"))
            return code;
        if (line.Flag("remove"))
            return StackRemoveCommand.Remove(context, context.RequireStack());
        if (!OperationDisplay.IsJson(line))
        {
            context.Print(
                "The resources in the stack have been deleted, but the history and configuration associated with the stack are still maintained. \n"
                + $"If you want to remove the stack completely, run `pulumi stack rm {context.RequireStack().Name}`.");
        }
        return code;
    }
}
