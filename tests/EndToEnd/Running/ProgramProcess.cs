using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Provisioner.EndToEnd.Running;

/// <summary>The program as a process of its own, ready at <see cref="Address"/>.</summary>
internal sealed partial class ProgramProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task _copying;

    private ProgramProcess(Process process)
    {
        _process = process;
        _copying = CopyAsync();
    }

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>What it has written to its standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public static string Executable { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Api", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "provisioner"));

    public static async Task<ProgramProcess> StartAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var program = new ProgramProcess(Process.Start(start)!);
        while (await program._process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit, TimeProvider.System) is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is not { } address)
                continue;
            program.Address = new Uri(address);
            program.Http = new HttpClient { BaseAddress = program.Address, Timeout = TimeSpan.FromSeconds(60) };
            return program;
        }

        await program._copying;
        throw new InvalidOperationException($"The program ended before it was ready: {program.Errors}");
    }

    /// <summary>kill -9; returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>kill -9, without waiting for its effect.</summary>
    public void KillNow() => _process.Kill();

    /// <summary>SIGTERM, as an orchestrator stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        _ = Kill(_process.Id, Terminate);
        await _process.WaitForExitAsync().WaitAsync(StartLimit, TimeProvider.System);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        await _copying;
        Http?.Dispose();
        _process.Dispose();
    }

    private async Task CopyAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors)
                _errors.AppendLine(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
