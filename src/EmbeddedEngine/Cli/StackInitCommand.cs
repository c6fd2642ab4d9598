using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackInitCommand
{
    public static Command Make() => new("init")
    {
        Aliases = ["new", "create"],
        Flags =
        [
            StackCommand.StackFlag, Flag.Text("secrets-provider"), Flag.Text("copy-config-from"), Flag.Switch("no-select"), Flag.Switch("yes", 'y'),
            Flag.List("teams").Refused("a state folder knows no teams"), Flag.Switch("remote-config").Refused("configuration is kept beside the project"),
        ],
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    /// <summary>Makes an empty stack with its salt.</summary>
    public static StackReference Create(CommandContext context, string name)
    {
        if (context.Line.Text("secrets-provider") is { Length: > 0 } provider && provider is not ("default" or "passphrase"))
            throw new CliException($"the secrets provider '{provider}' is not supported: this engine knows 'passphrase'");
        var stack = StackReference.Parse(name, context.Project?.Name);
        if (context.Backend.Exists(stack))
            throw new CliException($"stack '{stack.FullyQualifiedName}' already exists");
        var config = context.Project is null ? null : context.LoadConfig(stack);
        using var crypter = Crypter(context, config);
        var checkpoint = new StackCheckpoint { Deployment = State.Deployment.Empty, Salt = crypter.Salt };
        var writer = CheckpointJson.WriteFile(stack, checkpoint, new ResourceStateJson(BlindCodec.Instance), context.Invocation.Time.GetUtcNow());
        context.Backend.Write(stack, writer.Written.Span);
        context.PrintError($"Created stack '{stack.Display(context.Project?.Name)}'");
        return stack;
    }

    private static int Run(CommandContext context)
    {
        if (context.Line.Arguments.Count > 0 && context.Line.Has("stack"))
            throw new CliException("only one of --stack or argument stack name may be specified, not both");
        var name = context.Line.Arguments.FirstOrDefault() ?? context.Line.Text("stack");
        if (string.IsNullOrEmpty(name))
            throw new CliException("missing stack name");
        var stack = Create(context, name);
        if (context.Line.Text("copy-config-from") is { } source)
            Copy(context, StackReference.Parse(source, context.Project?.Name), stack);
        if (!context.Line.Flag("no-select"))
            SelectedStack.Write(context, stack);
        return ExitCodes.Success;
    }

    private static PassphraseCrypter Crypter(CommandContext context, StackConfigFile? config)
    {
        if (config is not null)
            StackSecrets.Refuse(config);
        if (config?.Salt is { } salt)
            return StackSecrets.Open(context, salt);
        var crypter = PassphraseCrypter.Create(StackSecrets.Passphrase(context));
        config?.SetSalt(crypter.Salt);
        config?.Save();
        return crypter;
    }

    private static void Copy(CommandContext context, StackReference source, StackReference target)
    {
        if (!context.Backend.Exists(source))
            throw CliException.StackNotFound(source.Name);
        var from = StackConfigFile.Load(context.RequiredProject.ConfigPath(source.Name));
        var to = context.LoadConfig(target);
        foreach (var (key, value) in from.Values)
        {
            if (value.IsSecret && value.IsObject)
                throw new CliException($"the value of '{key}' has secrets inside: copy it by hand");
            to.Set(key, value.IsSecret
                ? ConfigValue.Secure(StackSecrets.OpenOrCreate(context, target, to).Encrypt(value.Reveal(StackSecrets.OpenOrCreate(context, source, from), key)))
                : value);
        }
        to.Save();
    }
}
