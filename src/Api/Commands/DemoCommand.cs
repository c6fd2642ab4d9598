using System.CommandLine;
using System.Runtime.InteropServices;
using Provisioner.Api.Demo;

namespace Provisioner.Api.Commands;

/// <summary><c>provisioner demo</c>: an emulated Databricks, the service, and the sample data product, end to end.</summary>
internal static class DemoCommand
{
    /// <summary>Stands for the token of a git host: the demo shows a git credential without having one.</summary>
    private const string GitToken = "demo-git-token";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var exit = new Option<bool>("--exit") { Description = "End after the last step instead of leaving service and emulator for trying out." };
        var command = new Command("demo", "Shows the service at work on an emulated Databricks; everything that is shown is verified.") { exit };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(exit), output, error, cancellationToken));
        return command;
    }

    /// <returns>Success only when every claim was verified.</returns>
    public static async Task<int> RunAsync(bool exit, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var folder = Directory.CreateTempSubdirectory("provisioner-demo-").FullName;
        try
        {
            await output.WriteLineAsync("Starting an emulated Databricks and the service …");
            await using var emulator = await ChildProgram.StartAsync(["emulator", "--port", "0"], new Dictionary<string, string>(), Path.Combine(folder, "emulator.log"), stop.Token);
            var data = Path.Combine(folder, "data");
            await using var service = await ChildProgram.StartAsync(
                ["serve", "--port", "0", "--data", data, "--emulator", emulator.Address.ToString()],
                new Dictionary<string, string> { ["PROVISIONER_Git__Token"] = GitToken }, Path.Combine(folder, "service.log"), stop.Token);
            await output.WriteLineAsync($"   service   {service.Address}\n   emulator  {emulator.Address} (state: {emulator.Address}_emulator/state)");
            using var toService = new HttpClient { BaseAddress = service.Address };
            using var toEmulator = new HttpClient { BaseAddress = emulator.Address };
            var (client, view) = (new ServiceClient(toService, output.WriteLine), new EmulatorView(toEmulator));
            var verified = await new DemoScript(client, view, output, Descriptor()).RunAsync(stop.Token)
                + await new ProductScript(client, view, output, Sample()).RunAsync(stop.Token);
            await output.WriteLineAsync($"\nAll {verified} claims verified against the emulator.");
            if (!exit)
            {
                await output.WriteLineAsync($"Service and emulator stay for trying out (data in {data}); Ctrl+C ends them.");
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            return ExitCodes.Success;
        }
        catch (DemoException failure)
        {
            await error.WriteLineAsync($"\nThe demo failed. {failure.Message}");
            return ExitCodes.Failure;
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException)
        {
            await error.WriteLineAsync($"\nThe demo failed: {failure.Message} {Tail(Path.Combine(folder, "service.log"))}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await error.WriteLineAsync("\nInterrupted.");
            return ExitCodes.Failure;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>The sample with its job in a workspace that exists already.</summary>
    private static string Descriptor() =>
        Sample().Replace("workspace: sales_orders_1", "workspace: adb-1.1.azuredatabricks.net", StringComparison.Ordinal);

    private static string Sample() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "sales-orders.yaml"));

    private static string Tail(string file) => File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(20).Prepend("\nLast lines of the service's log:")) : "";
}
