using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class UpCommand
{
    public static Command Make() => new("up")
    {
        Aliases = ["update"],
        Flags = [.. OperationFlags.Common, .. OperationFlags.Program, .. OperationFlags.Confirmation],
        RunAsync = (context, cancellationToken) => new OperationCommand(context, OperationKind.Update).RunAsync(cancellationToken),
    };
}
