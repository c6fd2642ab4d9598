using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Runs the verbs in a process of their own: its console, its environment, and its signals, which cancel the command.</summary>
public static class ConsoleInvocation
{
    private const int BufferSize = 4096;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        await using var output = Open(Console.OpenStandardOutput());
        await using var error = Open(Console.OpenStandardError());
        return await PulumiCli.RunAsync(new PulumiInvocation
        {
            Arguments = arguments,
            WorkingDirectory = Directory.GetCurrentDirectory(),
            Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(item => (string)item.Key, item => (string?)item.Value, StringComparer.Ordinal),
            Output = output,
            Error = error,
            Input = new LazyInput(),
        }, cancellation.Token);

        // The running step is finished and saved first; a second signal ends the process at once.
        void Cancel(PosixSignalContext signal)
        {
            if (cancellation.IsCancellationRequested)
                return;
            signal.Cancel = true;
            cancellation.Cancel();
        }
    }

    private static StreamWriter Open(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);

    // Standard input is opened only by the verbs that read it.
    private sealed class LazyInput : TextReader
    {
        private readonly Lazy<TextReader> _inner = new(() => new StreamReader(Console.OpenStandardInput(), Encoding.UTF8));

        public override int Peek() => _inner.Value.Peek();

        public override int Read() => _inner.Value.Read();

        public override int Read(char[] buffer, int index, int count) => _inner.Value.Read(buffer, index, count);

        public override Task<string> ReadToEndAsync(CancellationToken cancellationToken) => _inner.Value.ReadToEndAsync(cancellationToken);
    }
}
