using System.CommandLine;
using System.Runtime.InteropServices;
using Provisioner.Emulator;

namespace Provisioner.Api.Commands;

/// <summary><c>provisioner emulator</c>: Databricks, its account and Azure, in memory.</summary>
internal static class EmulatorCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var port = new Option<int>("--port") { Description = "Port on loopback; 0 takes a free one.", HelpName = "N", Required = true };
        var seed = new Option<string?>("--seed") { Description = "What is there at the start, in YAML or JSON, on top of the default.", HelpName = "FILE" };
        var command = new Command("emulator", "Runs an emulated Databricks with its account and Azure.") { port, seed };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(port), parsed.GetValue(seed), output, error, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(int port, string? seed, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            // Calls that are not emulated are named on standard error; standard output holds the address only.
            using var logging = LoggerFactory.Create(builder => builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
            var options = new EmulatorOptions { Port = port, Logging = logging, SeedText = seed is null ? null : await File.ReadAllTextAsync(seed, cancellationToken) };
            await using var emulator = await EmulatorServer.StartAsync(options, cancellationToken);
            await output.WriteLineAsync($"Emulator at {emulator.Address.ToString().TrimEnd('/')}");
            await output.FlushAsync(cancellationToken);
            var stop = new TaskCompletionSource();
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var cancel = cancellationToken.Register(() => stop.TrySetResult());
            await stop.Task;
            return ExitCodes.Success;

            void Stop(PosixSignalContext context)
            {
                context.Cancel = true;
                stop.TrySetResult();
            }
        }
        catch (Exception failure) when (failure is EmulatorSeedException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The emulator cannot start: {failure.Message}");
            return ExitCodes.Failure;
        }
    }
}
