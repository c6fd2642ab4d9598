using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class PreviewCommand
{
    public static Command Make() => new("preview")
    {
        Aliases = ["pre"],
        Flags = [.. OperationFlags.Common, .. OperationFlags.Program, Flag.Text("import-file").Refused("import with the resource's own option")],
        RunAsync = (context, cancellationToken) => new OperationCommand(context, OperationKind.Preview).RunAsync(cancellationToken),
    };
}
