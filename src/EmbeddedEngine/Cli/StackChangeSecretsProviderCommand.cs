using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>
/// Gives a stack a new passphrase, which is read from the standard input: its configuration and its state are encrypted anew. History and backups stay
/// under the former one, as with the CLI.
/// </summary>
internal static class StackChangeSecretsProviderCommand
{
    public static Command Make() => new("change-secrets-provider")
    {
        Flags = [StackCommand.StackFlag],
        MinimumArguments = 1,
        MaximumArguments = 1,
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Line.Arguments[0] is var provider && provider is not ("default" or "passphrase"))
            throw new CliException($"the secrets provider '{provider}' is not supported: this engine knows 'passphrase'");
        var stack = context.RequireStack();
        var config = context.LoadConfig(stack);
        var passphrase = (await context.Invocation.Input.ReadToEndAsync(cancellationToken)).TrimEnd('\r', '\n');
        if (passphrase.Length == 0)
            throw new CliException("the new passphrase is missing: give it on the standard input");
        using (OperationLock.Take(context, stack))
        {
            using var former = StackSecrets.OpenOrCreate(context, stack, config);
            using var crypter = PassphraseCrypter.Create(passphrase);
            // The state first: the command, given the same passphrases again, then goes on after an interruption.
            ChangeState(context, stack, former, crypter, passphrase);
            ChangeConfig(config, former, crypter);
        }
        context.Print("Migrating old configuration and state to new secrets provider");
        return ExitCodes.Success;
    }

    private static void ChangeState(CommandContext context, StackReference stack, PassphraseCrypter former, PassphraseCrypter crypter, string passphrase)
    {
        using var document = context.Backend.Read(stack);
        var path = context.Backend.PathOf(stack);
        var latest = CheckpointJson.Latest(document.RootElement, path);
        var salt = latest.ValueKind == JsonValueKind.Object ? CheckpointJson.Salt(latest, path) : null;
        using var reading = salt is null || salt == former.Salt ? null : OpenEither(context, salt, passphrase);
        var checkpoint = CheckpointJson.Read(latest, new ResourceStateJson(new EncryptingCodec(reading ?? former)), path);
        var written = CheckpointJson.WriteFile(
            stack, checkpoint with { Salt = crypter.Salt }, new ResourceStateJson(new EncryptingCodec(crypter)), context.Invocation.Time.GetUtcNow());
        context.Backend.Write(stack, written.Written.Span);
    }

    /// <summary>The state's salt is another than the configuration's: it may have got the new passphrase already.</summary>
    private static PassphraseCrypter OpenEither(CommandContext context, string salt, string passphrase)
    {
        try
        {
            return PassphraseCrypter.Open(passphrase, salt);
        }
        catch (BackendException)
        {
            return StackSecrets.Open(context, salt);
        }
    }

    private static void ChangeConfig(StackConfigFile config, PassphraseCrypter former, PassphraseCrypter crypter)
    {
        foreach (var (key, value) in config.Values.Where(item => item.Value.IsSecret))
            config.Set(key, value.EncryptedAnew(former, crypter, key));
        config.SetSalt(crypter.Salt);
        config.Save();
    }
}
