using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary><c>config</c>: the configuration of a stack; and the group of the verbs about it.</summary>
internal static class ConfigCommand
{
    public static Command Make() => new("config")
    {
        Flags = [StackCommand.StackFlag, Flag.Text("config-file"), Flag.Switch("json", 'j'), Flag.Switch("show-secrets"), Flag.Switch("open")],
        Children = [ConfigGetCommand.Make, ConfigSetCommand.Make, ConfigSetAllCommand.Make, ConfigRemoveCommand.Make, ConfigRemoveCommand.MakeAll, ConfigRefreshCommand.Make],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack();
        var config = context.LoadConfig(stack);
        var reveal = context.Line.Flag("show-secrets");
        var crypter = new Lazy<PassphraseCrypter?>(() => StackSecrets.OpenOrCreate(context, stack, config));
        if (context.Line.Flag("json"))
        {
            context.PrintJson(writer =>
            {
                writer.StartObject();
                foreach (var (key, value) in config.Values)
                {
                    writer.Name(key);
                    ConfigValueJson.Write(writer, key, value, reveal, crypter);
                }
                writer.EndObject();
            });
            return ExitCodes.Success;
        }
        var project = context.RequiredProject.Name;
        TextTable.Print(context.Output, ["KEY", "VALUE"], config.Values.Select(item => new[]
        {
            ConfigKey.Parse(item.Key, project).Display(project),
            item.Value.IsSecret && !reveal ? "[secret]" : item.Value.Reveal(item.Value.IsSecret ? crypter.Value : null, item.Key),
        }));
        return ExitCodes.Success;
    }
}
