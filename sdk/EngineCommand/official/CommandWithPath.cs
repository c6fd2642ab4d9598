using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Semver;

namespace Provisioner.EngineCommand;

/// <summary>A command that is always told a path: the SDK's own command with a root folder expects one in the environment it is given.</summary>
internal sealed class CommandWithPath(PulumiCommand command, string path) : PulumiCommand
{
    public override SemVersion? Version => command.Version;

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
        => command.RunAsync(args, workingDir, WithPath(additionalEnv), onStandardOutput, onStandardError, onEngineEvent, cancellationToken);

    public override Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
        => command.RunInputAsync(args, workingDir, WithPath(additionalEnv), onStandardOutput, onStandardError, stdIn, onEngineEvent, cancellationToken);

    private Dictionary<string, string?> WithPath(IDictionary<string, string?> environment)
    {
        var complete = new Dictionary<string, string?>(environment, StringComparer.Ordinal);
        complete.TryAdd("PATH", path);
        return complete;
    }
}
