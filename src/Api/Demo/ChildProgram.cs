using System.Diagnostics;

namespace Provisioner.Api.Demo;

/// <summary>This program again, as a process of its own, with the address that it tells when it is ready.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task _errors;

    private ChildProgram(Process process, Task errors, Uri address) => (_process, _errors, Address) = (process, errors, address);

    public Uri Address { get; }

    /// <param name="logFile">Takes what the program writes to its standard error.</param>
    /// <exception cref="DemoException">It did not get ready.</exception>
    public static async Task<ChildProgram> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var errors = CopyAsync(process.StandardError, logFile);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartLimit, TimeProvider.System, cancellationToken) is { } line)
            {
                if (AddressIn(line) is { } address)
                    return new ChildProgram(process, errors, address);
            }
        }
        catch
        {
            process.Kill();
            throw;
        }

        await errors;
        throw new DemoException($"'{string.Join(' ', arguments)}' did not start:\n{await File.ReadAllTextAsync(logFile, cancellationToken)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }

    /// <summary>"Ready at http://127.0.0.1:8888 (…)", "Emulator at http://…".</summary>
    private static Uri? AddressIn(string line) =>
        line.Split(' ').Select(word => Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp ? address : null).FirstOrDefault(address => address is not null);

    private static async Task CopyAsync(StreamReader from, string file)
    {
        await using var to = new StreamWriter(file);
        while (await from.ReadLineAsync() is { } line)
            await to.WriteLineAsync(line);
    }
}
