using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class RefreshCommand
{
    public static Command Make() => new("refresh")
    {
        Flags =
        [
            .. OperationFlags.Common, .. OperationFlags.NoProgramFlags, .. OperationFlags.Confirmation, Flag.Switch("expect-no-changes"),
            Flag.Switch("skip-pending-creates"), Flag.Switch("clear-pending-creates"),
            Flag.List("import-pending-creates").Refused("import with the resource's own option"),
        ],
        RunAsync = (context, cancellationToken) =>
        {
            if (context.Line.Flag("skip-pending-creates") && context.Line.Flag("clear-pending-creates"))
                throw new CliException("cannot set both --skip-pending-creates and --clear-pending-creates");
            return new OperationCommand(context, OperationKind.Refresh).RunAsync(cancellationToken);
        },
    };
}
