namespace Provisioner.EmbeddedEngine.Cli;

internal static class ConfigRemoveCommand
{
    private const int Many = 10_000;

    public static Command Make() => new("rm")
    {
        Aliases = ["remove"],
        Flags = [Flag.Switch("path")],
        MinimumArguments = 1,
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    public static Command MakeAll() => new("rm-all")
    {
        Aliases = ["remove-all"],
        Flags = [Flag.Switch("path")],
        MinimumArguments = 1,
        MaximumArguments = Many,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var config = context.LoadConfig(context.RequireStack());
        foreach (var key in context.Line.Arguments)
            ConfigTarget.Parse(context, key).Remove(config);
        config.Save();
        return ExitCodes.Success;
    }
}
