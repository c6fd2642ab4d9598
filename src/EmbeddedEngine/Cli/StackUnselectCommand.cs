namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackUnselectCommand
{
    public static Command Make() => new("unselect")
    {
        RunAsync = (context, _) =>
        {
            SelectedStack.Write(context, null);
            context.PrintError("Stack was unselected");
            return Task.FromResult(ExitCodes.Success);
        },
    };
}
