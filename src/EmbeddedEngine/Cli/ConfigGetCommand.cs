using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class ConfigGetCommand
{
    public static Command Make() => new("get")
    {
        Flags = [Flag.Switch("path"), Flag.Switch("open")],
        MinimumArguments = 1,
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack();
        var config = context.LoadConfig(stack);
        var key = ConfigTarget.Parse(context, context.Line.Arguments[0]);
        if (key.Get(config) is not { } value)
        {
            throw new CliException(
                $"configuration key '{key.Key.Display(context.RequiredProject.Name)}' not found for stack '{stack.Display(context.Project?.Name)}'");
        }
        var crypter = new Lazy<PassphraseCrypter?>(() => StackSecrets.OpenOrCreate(context, stack, config));
        if (context.Line.Flag("json"))
            context.PrintJson(writer => ConfigValueJson.Write(writer, key.Key.ToString(), value, reveal: true, crypter));
        else
            context.Print(value.Reveal(value.IsSecret ? crypter.Value : null, key.Key.ToString()));
        return ExitCodes.Success;
    }
}
