using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class CancelCommand
{
    public static Command Make() => new("cancel")
    {
        Flags = [Flag.Switch("yes", 'y'), Flag.Text("stack", 's')],
        MaximumArguments = 1,
        RunAsync = (context, _) =>
        {
            var stack = context.RequireStack(context.Line.Arguments.FirstOrDefault());
            StackLock.Clear(context.Backend.Location, stack, OperationLock.ChosenId(context));
            context.Print($"The currently running update for '{stack.Name}' has been canceled!");
            return Task.FromResult(ExitCodes.Success);
        },
    };
}
