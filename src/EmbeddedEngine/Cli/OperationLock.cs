using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The lock of a command on its stack.</summary>
internal static class OperationLock
{
    /// <summary>
    /// A GUID that a caller chose for the lock of its operation. With it <c>cancel</c> removes that lock and no other: who comes back after
    /// a crash clears what is its own and never a person's.
    /// </summary>
    public const string Variable = "PROVISIONER_LOCK_ID";

    public static StackLock Take(CommandContext context, StackReference stack) =>
        StackLock.Take(context.Backend.Location, stack, ChosenId(context) ?? Guid.NewGuid().ToString(), context.Invocation.Time);

    public static string? ChosenId(CommandContext context)
    {
        if (context.Environment(Variable) is not { Length: > 0 } text)
            return null;
        return Guid.TryParse(text, out var id) ? id.ToString() : throw new CliException($"{Variable} must be a GUID: '{text}'");
    }
}
