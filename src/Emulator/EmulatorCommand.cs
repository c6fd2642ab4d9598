using Microsoft.Extensions.Logging;

namespace Provisioner.Emulator;

/// <summary>What <c>provisioner emulator</c> does: serve until it is told to stop.</summary>
public static class EmulatorCommand
{
    /// <summary>Runs an emulator until <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <param name="port">Port on loopback; 0 takes a free one.</param>
    /// <param name="seedFile">A seed in YAML or JSON, or null.</param>
    /// <param name="output">Gets one line with the address as soon as it listens.</param>
    /// <param name="error">Gets what went wrong.</param>
    /// <returns>The exit code: 0 when it was stopped, 1 when it could not start.</returns>
    public static async Task<int> RunAsync(int port, string? seedFile, TextWriter output, TextWriter error, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        EmulatorServer server;
        try
        {
            var seed = seedFile is null ? null : await File.ReadAllTextAsync(seedFile, cancellationToken).ConfigureAwait(false);
            server = await EmulatorServer.StartAsync(new EmulatorOptions { Port = port, SeedText = seed, Logging = logging }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EmulatorSeedException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync("error: " + e.Message).ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }

        await using (server.ConfigureAwait(false))
        {
            await output.WriteLineAsync($"The emulator listens on {server.Address}".AsMemory(), CancellationToken.None).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (cancellationToken.Register(stopped.SetResult).ConfigureAwait(false)) await stopped.Task.ConfigureAwait(false);
        }

        return 0;
    }
}
