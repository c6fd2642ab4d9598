using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Provisioner.Bench;

/// <summary>An emulator or a service as a process of its own, killed when disposed.</summary>
internal sealed partial class ProvisionerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProvisionerProcess(Process process, Uri address, TimeSpan readyAfter) => (_process, Address, ReadyAfter) = (process, address, readyAfter);

    public Uri Address { get; }

    /// <summary>From the start of the process to the line that tells its address.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>Resident memory now, in bytes.</summary>
    public long Memory()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>Waits until it works on nothing any more: after a start the runtime goes on compiling for about a second.</summary>
    public async Task RestAsync()
    {
        var look = TimeSpan.FromMilliseconds(100);
        for (var before = TimeSpan.Zero; ; )
        {
            _process.Refresh();
            var now = _process.TotalProcessorTime;
            if (now - before < look / 10)
                return;
            before = now;
            await Task.Delay(look, TimeProvider.System);
        }
    }

    public static async Task<ProvisionerProcess> StartAsync(string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} does not start");
        // The log goes to standard error; a pipe that nobody reads would stop the process.
        _ = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (AddressPattern().Match(line) is { Success: true } match)
            {
                var ready = clock.Elapsed;
                _ = process.StandardOutput.ReadToEndAsync();
                return new ProvisionerProcess(process, new Uri(match.Value), ready);
            }
        }

        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended before it was ready");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex AddressPattern();
}
