using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Cli;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;
using Semver;

namespace Provisioner.EngineCommand;

/// <summary>
/// Runs the engine's verbs in this process: no process is started, no file or stream is needed for events. A command's whole environment is what the
/// caller gives: nothing of this process's own reaches a provider.
/// </summary>
internal sealed class InProcessPulumiCommand : PulumiCommand
{
    private readonly Func<PulumiInvocation, CancellationToken, Task<int>> _run;
    private readonly TimeProvider _time;

    private InProcessPulumiCommand(Func<PulumiInvocation, CancellationToken, Task<int>> run, TimeProvider time, SemVersion? version)
    {
        _run = run;
        _time = time;
        Version = version;
    }

    public override SemVersion? Version { get; }

    public static async Task<InProcessPulumiCommand> CreateAsync(Func<PulumiInvocation, CancellationToken, Task<int>> run, TimeProvider time, CancellationToken cancellationToken)
    {
        var result = await new InProcessPulumiCommand(run, time, version: null)
            .RunAsync(["version"], Path.GetTempPath(), new Dictionary<string, string?>(), cancellationToken: cancellationToken).ConfigureAwait(false);
        var text = result.StandardOutput.Trim().TrimStart('v');
        return new InProcessPulumiCommand(run, time, SemVersion.TryParse(text, SemVersionStyles.Any, out var version) ? version : null);
    }

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
        => RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, stdIn: null, onEngineEvent, cancellationToken);

    public override async Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var output = new LineBuffer(onStandardOutput);
        using var error = new LineBuffer(onStandardError);
        using var input = new StringReader(stdIn ?? "");
        var invocation = new PulumiInvocation
        {
            Arguments = CommandArguments.Complete(args, eventLog: null),
            WorkingDirectory = workingDir,
            Environment = new Dictionary<string, string?>(additionalEnv, StringComparer.Ordinal),
            Output = output,
            Error = error,
            Input = input,
            OnEngineEvent = onEngineEvent is null ? null : (JsonObject json) => onEngineEvent(EngineEventReader.Read(json)),
            Time = _time,
        };
        var code = await _run(invocation, cancellationToken).ConfigureAwait(false);
        var result = new CommandResult(code, output.Finish(), error.Finish());
        if (code == 0)
        {
            return result;
        }
        // A cancelled operation finishes its step and saves before it comes back.
        cancellationToken.ThrowIfCancellationRequested();
        throw CommandException.CreateFromResult(result);
    }
}
