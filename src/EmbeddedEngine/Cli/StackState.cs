using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Reads the state of a stack for showing it.</summary>
internal static class StackState
{
    /// <param name="reveal">Decrypt the secrets; without it they read <c>[secret]</c> and no passphrase is needed.</param>
    public static StackCheckpoint Read(CommandContext context, StackReference stack, bool reveal)
    {
        using var document = context.Backend.Read(stack);
        var path = context.Backend.PathOf(stack);
        var latest = CheckpointJson.Latest(document.RootElement, path);
        if (!reveal || latest.ValueKind != JsonValueKind.Object || CheckpointJson.Salt(latest, path) is not { } salt)
            return CheckpointJson.Read(latest, new ResourceStateJson(BlindCodec.Instance), path);
        using var codec = new LazyCodec(() => StackSecrets.Open(context, salt));
        return CheckpointJson.Read(latest, new ResourceStateJson(codec), path);
    }
}
