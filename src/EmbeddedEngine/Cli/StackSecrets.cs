using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The key of a stack: from its configuration's salt, else from its state's, under the passphrase of the environment.</summary>
internal static class StackSecrets
{
    /// <exception cref="CliException">No passphrase, or a wrong one.</exception>
    public static PassphraseCrypter Open(CommandContext context, string salt)
    {
        try
        {
            return PassphraseCrypter.Open(Passphrase(context), salt);
        }
        catch (BackendException e) when (e.Message == "incorrect passphrase")
        {
            throw new CliException(
                "getting stack configuration: get stack secrets manager: incorrect passphrase: set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds the passphrase of this stack");
        }
    }

    /// <summary>The salt of the stack. One that only the state has is written into the configuration file, as the CLI does; a new one is made when there is none.</summary>
    public static PassphraseCrypter OpenOrCreate(CommandContext context, StackReference stack, StackConfigFile config)
    {
        Refuse(config);
        if (config.Salt is { } salt)
            return Open(context, salt);
        if (StateSalt(context, stack) is { } stateSalt)
        {
            var crypter = Open(context, stateSalt);
            config.SetSalt(stateSalt);
            config.Save();
            return crypter;
        }
        var created = PassphraseCrypter.Create(Passphrase(context));
        config.SetSalt(created.Salt);
        config.Save();
        return created;
    }

    public static void Refuse(StackConfigFile config)
    {
        if (config.ForeignSecretsProvider is { } provider)
            throw new CliException($"the secrets provider '{provider}' is not supported: this engine knows 'passphrase'");
    }

    public static string Passphrase(CommandContext context)
    {
        if (context.Environment("PULUMI_CONFIG_PASSPHRASE") is { } passphrase)
            return passphrase;
        if (context.Environment("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 } file)
        {
            try
            {
                return File.ReadAllText(Path.GetFullPath(file, context.WorkingDirectory)).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException($"unable to read PULUMI_CONFIG_PASSPHRASE_FILE: {e.Message}");
            }
        }
        throw new CliException(
            "getting stack configuration: get stack secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables");
    }

    private static string? StateSalt(CommandContext context, StackReference stack)
    {
        using var document = context.Backend.Read(stack);
        var path = context.Backend.PathOf(stack);
        var latest = CheckpointJson.Latest(document.RootElement, path);
        return latest.ValueKind == JsonValueKind.Undefined ? null : CheckpointJson.Salt(latest, path);
    }
}
