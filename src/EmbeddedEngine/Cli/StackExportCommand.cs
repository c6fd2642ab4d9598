using System.Text;
using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackExportCommand
{
    public static Command Make() => new("export")
    {
        Flags =
        [
            StackCommand.StackFlag, Flag.Text("file"), Flag.Switch("show-secrets"),
            Flag.Text("version").Refused("a state folder numbers no versions: earlier states are in its history and backups folders"),
        ],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack();
        var path = context.Backend.PathOf(stack);
        using var document = context.Backend.Read(stack);
        var latest = CheckpointJson.Latest(document.RootElement, path);
        var writer = new GoJsonWriter(indent: 4);
        writer.StartObject();
        CheckpointJson.WriteVersion(writer, CheckpointJson.Features(document.RootElement, path));
        if (latest.ValueKind == JsonValueKind.Object)
        {
            writer.Name("deployment");
            if (context.Line.Flag("show-secrets"))
                Reveal(context, writer, latest, path);
            else
                JsonCopy.Write(writer, latest);
        }
        writer.EndObject();
        var text = Encoding.UTF8.GetString(writer.Written.Span) + "\n";
        if (context.Line.Text("file") is { } file)
            File.WriteAllText(Path.GetFullPath(file, context.WorkingDirectory), text);
        else
            context.Output.Write(text);
        return ExitCodes.Success;
    }

    // A copy of what is there, secrets decrypted: what this version does not know is exported as well.
    private static void Reveal(CommandContext context, GoJsonWriter writer, JsonElement latest, string path)
    {
        var crypter = CheckpointJson.Salt(latest, path) is { } salt ? StackSecrets.Open(context, salt) : null;
        Copy(writer, latest, crypter, path);
    }

    private static void Copy(GoJsonWriter writer, JsonElement json, PassphraseCrypter? crypter, string path)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when crypter is not null && IsEncrypted(json, out var ciphertext):
                writer.StartObject();
                writer.String(StateSignatures.Key, StateSignatures.Secret);
                writer.String("plaintext", crypter.TryDecrypt(ciphertext, out var plaintext)
                    ? plaintext
                    : throw new BackendException($"{path}: a secret cannot be decrypted: it was not written with this stack's passphrase and salt"));
                writer.EndObject();
                break;
            case JsonValueKind.Object:
                writer.StartObject();
                foreach (var item in json.EnumerateObject())
                {
                    writer.Name(item.Name);
                    Copy(writer, item.Value, crypter, path);
                }
                writer.EndObject();
                break;
            case JsonValueKind.Array:
                writer.StartArray();
                foreach (var item in json.EnumerateArray())
                    Copy(writer, item, crypter, path);
                writer.EndArray();
                break;
            default:
                JsonCopy.Write(writer, json);
                break;
        }
    }

    private static bool IsEncrypted(JsonElement json, out string ciphertext)
    {
        ciphertext = "";
        if (!json.TryGetProperty(StateSignatures.Key, out var signature) || !signature.ValueEquals(StateSignatures.Secret)
            || !json.TryGetProperty("ciphertext", out var text) || text.ValueKind != JsonValueKind.String)
        {
            return false;
        }
        ciphertext = text.GetString()!;
        return true;
    }
}
