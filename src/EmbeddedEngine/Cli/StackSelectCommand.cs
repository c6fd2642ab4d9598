using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackSelectCommand
{
    public static Command Make() => new("select")
    {
        Flags = [StackCommand.StackFlag, Flag.Switch("create", 'c'), Flag.Text("secrets-provider"), Flag.Switch("remote-config").Refused("configuration is kept beside the project")],
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        if (context.Line.Arguments.Count > 0 && context.Line.Has("stack"))
            throw new CliException("only one of --stack or argument stack name may be specified, not both");
        var name = context.Line.Arguments.FirstOrDefault() ?? context.Line.Text("stack");
        if (string.IsNullOrEmpty(name))
            throw new CliException("please pass a stack name when running in non-interactive mode", ExitCodes.Usage);
        var stack = StackReference.Parse(name, context.Project?.Name);
        if (!context.Backend.Exists(stack))
            stack = context.Line.Flag("create") ? StackInitCommand.Create(context, name) : throw CliException.StackNotFound(name);
        SelectedStack.Write(context, stack);
        return ExitCodes.Success;
    }
}
