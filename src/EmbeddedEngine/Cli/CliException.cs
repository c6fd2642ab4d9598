namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Ends a command: <c>error: message</c> on the error stream, and the exit code. The codes are the CLI's.</summary>
internal sealed class CliException(string message, int exitCode = ExitCodes.Error) : Exception(message)
{
    public int ExitCode => exitCode;

    public static CliException StackNotFound(string name) => new($"no stack named '{name}' found", ExitCodes.StackNotFound);

    public static CliException Usage(string message) => new(message, ExitCodes.Usage);
}
