using System.Globalization;
using System.Runtime.InteropServices;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Semver;

namespace Provisioner.EngineCommand;

/// <summary>
/// The SDK's own command, started through a launcher. Cancelled, the SDK kills the process, in the middle of a step and with the lock held: here it is
/// interrupted first, so that it finishes its step, saves and lets go. A path is always given: the SDK expects one in the environment it is told.
/// </summary>
internal sealed class LaunchedCommand(PulumiCommand command, PulumiLauncher launcher, string path, TimeProvider time) : PulumiCommand
{
    private const int Interrupt = 2;

    /// <summary>What has not ended this long after it was interrupted is killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Between two looks for the process of a command that was cancelled while it started.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public override SemVersion? Version => command.Version;

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
        var processFile = launcher.NewProcessFile();
        var environment = new Dictionary<string, string?>(additionalEnv, StringComparer.Ordinal) { [PulumiLauncher.ProcessFileVariable] = processFile };
        environment.TryAdd("PATH", path);
        using var kill = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        try
        {
            var run = command.RunInputAsync(args, workingDir, environment, onStandardOutput, onStandardError, stdIn, onEngineEvent, kill.Token);
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            if (await Task.WhenAny(run, cancelled.Task).ConfigureAwait(false) != run)
            {
                kill.CancelAfter(Grace);
                await InterruptAsync(processFile, run).ConfigureAwait(false);
            }
            return await run.ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            File.Delete(processFile);
        }
    }

    private async Task InterruptAsync(string processFile, Task run)
    {
        while (!run.IsCompleted)
        {
            var noted = File.Exists(processFile) ? await File.ReadAllTextAsync(processFile).ConfigureAwait(false) : "";
            if (noted.EndsWith('\n') && int.TryParse(noted.AsSpan().TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            {
                _ = Signal(process, Interrupt);
                return;
            }
            await Task.Delay(Look, time).ConfigureAwait(false);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
