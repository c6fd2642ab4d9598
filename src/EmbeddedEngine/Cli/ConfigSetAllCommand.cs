using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class ConfigSetAllCommand
{
    public static Command Make() => new("set-all")
    {
        // Here --json has a value, unlike at the group.
        Flags = [Flag.Switch("path"), Flag.List("plaintext"), Flag.List("secret"), Flag.Text("json")],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack();
        var config = context.LoadConfig(stack);
        if (context.Line.Text("json") is { } json)
        {
            if (context.Line.Has("plaintext") || context.Line.Has("secret") || context.Line.Has("path"))
                throw new CliException("the --json option cannot be used with the --plaintext, --secret or --path options");
            SetJson(context, stack, config, json);
        }
        foreach (var (key, value) in context.Line.List("plaintext").Select(Split))
            ConfigTarget.Parse(context, key).Set(config, ConfigSetCommand.Typed(context, value, null));
        foreach (var (key, value) in context.Line.List("secret").Select(Split))
            ConfigTarget.Parse(context, key).Set(config, ConfigValue.Secure(StackSecrets.OpenOrCreate(context, stack, config).Encrypt(value)));
        config.Save();
        return ExitCodes.Success;
    }

    // The form that "config --json --show-secrets" prints.
    private static void SetJson(CommandContext context, StackReference stack, StackConfigFile config, string json)
    {
        using var document = CheckpointJson.Parse(System.Text.Encoding.UTF8.GetBytes(json), "the value of --json");
        foreach (var item in document.RootElement.EnumerateObject())
        {
            var fields = new StateFields(item.Value, $"--json key \"{item.Name}\"");
            if (!fields.TryGet("value", out _))
                throw new CliException($"value for --json object key \"{item.Name}\" is nil");
            var text = fields.Text("value");
            var target = ConfigTarget.Parse(context, item.Name);
            if (fields.Flag("secret"))
                target.Set(config, ConfigValue.Secure(StackSecrets.OpenOrCreate(context, stack, config).Encrypt(text)));
            else
                target.Set(config, fields.TryGet("objectValue", out _) ? new ConfigValue(ConfigValue.ParseJson(text)) : ConfigValue.Plain(text));
        }
    }

    private static (string Key, string Value) Split(string pair)
    {
        var mark = pair.IndexOf('=', StringComparison.Ordinal);
        return mark > 0 ? (pair[..mark], pair[(mark + 1)..]) : throw new CliException("config value must be in the form [key]=[value]");
    }
}
