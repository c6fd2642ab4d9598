using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class VersionCommand
{
    public static Command Make() => new("version")
    {
        RunAsync = static (context, _) =>
        {
            context.Print(EngineVersion.Text);
            return Task.FromResult(ExitCodes.Success);
        },
    };
}
