using CliWrap;
using CliWrap.Buffered;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

/// <summary>The <c>pulumi</c> executable of this machine. It inherits the environment of this process.</summary>
public class LocalPulumiCommand : PulumiCommand
{
    /// <summary>Environment variable that, when set, turns the check of the CLI's version off.</summary>
    public const string SkipVersionCheckVar = "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK";

    private static readonly SemVersion LeastVersion = new(3, 1, 0);

    /// <summary>Up to this version the CLI knows event logs as files only.</summary>
    private static readonly SemVersion LastVersionWithEventFiles = new(3, 205, 0);

    /// <summary>A cancelled CLI is interrupted, so that it finishes its step and saves; after this long it is killed.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(30);

    private readonly string _executable;

    private LocalPulumiCommand(string executable, SemVersion? version)
    {
        _executable = executable;
        Version = version;
    }

    public override SemVersion? Version { get; }

    /// <exception cref="InvalidOperationException">The executable does not work, or its version is too old or of another major line.</exception>
    public static async Task<LocalPulumiCommand> CreateAsync(LocalPulumiCommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        var executable = options?.Root is { } root ? Path.Combine(root, "bin", "pulumi") : "pulumi";
        var result = await Cli.Wrap(executable)
            .WithArguments("version")
            .WithEnvironmentVariables(environment => environment.Set("PULUMI_SKIP_UPDATE_CHECK", "true"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{executable} version' ended with exit code {result.ExitCode}: {result.StandardError}{result.StandardOutput}");
        }
        var least = options?.Version is { } wanted && wanted.ComparePrecedenceTo(LeastVersion) > 0 ? wanted : LeastVersion;
        var skipCheck = options?.SkipVersionCheck is true || Environment.GetEnvironmentVariable(SkipVersionCheckVar) is not null;
        return new LocalPulumiCommand(executable, CheckVersion(least, result.StandardOutput, skipCheck));
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
        if (onEngineEvent is null)
        {
            return await RunAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, stdIn, eventLog: null, cancellationToken).ConfigureAwait(false);
        }
        var streams = Version is not null && Version.ComparePrecedenceTo(LastVersionWithEventFiles) > 0;
        var watcher = streams
            ? await StreamEventWatcher.StartAsync(onEngineEvent, cancellationToken).ConfigureAwait(false)
            : (IEventWatcher)new FileEventWatcher(onEngineEvent, TimeProvider.System);
        await using (watcher.ConfigureAwait(false))
        {
            try
            {
                return await RunAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, stdIn, watcher.EventLog, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await watcher.CompleteAsync().ConfigureAwait(false);
            }
        }
    }

    internal static SemVersion? CheckVersion(SemVersion least, string text, bool skip)
    {
        if (!SemVersion.TryParse(text.Trim().TrimStart('v'), SemVersionStyles.Any, out var version))
        {
            return skip ? null : throw new InvalidOperationException($"The Pulumi CLI did not tell its version. Set {SkipVersionCheckVar}=true to go on without knowing it.");
        }
        if (skip)
        {
            return version;
        }
        if (version.Major > least.Major)
        {
            throw new InvalidOperationException($"The Pulumi CLI has version {version}, this SDK works with version {least.Major}. Please update the SDK.");
        }
        return version.ComparePrecedenceTo(least) >= 0
            ? version
            : throw new InvalidOperationException($"The Pulumi CLI has version {version}, at least {least} is needed. Please update the CLI.");
    }

    internal static Dictionary<string, string?> CompleteEnvironment(IDictionary<string, string?> additional, string executable, bool withEvents)
    {
        var environment = new Dictionary<string, string?>(additional, StringComparer.Ordinal);
        if (withEvents)
        {
            // The CLI hides the flag of the event log without it.
            environment["PULUMI_DEBUG_COMMANDS"] = "true";
        }
        if (Path.IsPathRooted(executable))
        {
            // The plugins that come with this CLI win over those of another one on the path.
            var path = environment.TryGetValue("PATH", out var given) ? given : Environment.GetEnvironmentVariable("PATH");
            var folder = Path.GetDirectoryName(executable);
            environment["PATH"] = string.IsNullOrEmpty(path) ? folder : folder + Path.PathSeparator + path;
        }
        return environment;
    }

    private async Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput,
        Action<string>? onStandardError,
        string? stdIn,
        string? eventLog,
        CancellationToken cancellationToken)
    {
        using var output = new LineBuffer(onStandardOutput);
        using var error = new LineBuffer(onStandardError);
        using var kill = new CancellationTokenSource();
        using var registration = cancellationToken.Register(() => kill.CancelAfter(CancellationGrace));
        var ended = await Cli.Wrap(_executable)
            .WithArguments(CommandArguments.Complete(args, eventLog))
            .WithWorkingDirectory(workingDir)
            .WithEnvironmentVariables(CompleteEnvironment(additionalEnv, _executable, eventLog is not null))
            .WithStandardOutputPipe(Into(output))
            .WithStandardErrorPipe(Into(error))
            .WithStandardInputPipe(stdIn is null ? PipeSource.Null : PipeSource.FromString(stdIn))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(kill.Token, cancellationToken).ConfigureAwait(false);
        var result = new CommandResult(ended.ExitCode, output.Finish(), error.Finish());
        return result.Code == 0 ? result : throw CommandException.CreateFromResult(result);
    }

    private static PipeTarget Into(LineBuffer buffer) => PipeTarget.Create(async (stream, cancellationToken) =>
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        var characters = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(characters, cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer.Write(characters, 0, count);
        }
    });
}
