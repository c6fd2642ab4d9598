using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

/// <summary>Runs the Pulumi CLI, or something that takes its verbs.</summary>
public abstract class PulumiCommand
{
    /// <summary>Version of the CLI; null when it is not known.</summary>
    public abstract SemVersion? Version { get; }

    /// <param name="additionalEnv">Environment variables on top of those that the command has by itself.</param>
    /// <param name="onStandardOutput">Gets each line.</param>
    /// <param name="onEngineEvent">Gets each engine event, in order; the command is then told to report them.</param>
    /// <exception cref="Exceptions.CommandException">The command ended with an exit code other than 0.</exception>
    public abstract Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default);

    /// <inheritdoc cref="RunAsync"/>
    /// <param name="stdIn">Text for the command's standard input.</param>
    public abstract Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default);
}
