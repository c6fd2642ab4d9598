using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Provisioner.Api.Hosting;
using Provisioner.Api.Settings;
using Provisioner.Operations.Data;
using Provisioner.Operations.Store;

namespace Provisioner.Api.Commands;

/// <summary><c>provisioner serve</c>: the service itself.</summary>
internal static class ServeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var port = new Option<int?>("--port") { Description = "Port to listen on; 0 takes a free one. Default: 8888.", HelpName = "PORT" };
        var data = new Option<string?>("--data") { Description = "Folder for states and operations. Default: pulumi-backend beside the program's launcher.", HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = "Settings file (JSON).", HelpName = "FILE" };
        var emulator = new Option<string?>("--emulator") { Description = "Address of an emulator that stands for Databricks and Azure.", HelpName = "URL" };
        var command = new Command("serve", "Runs the service.") { port, data, config, emulator };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new Arguments(parsed.GetValue(port), parsed.GetValue(data), parsed.GetValue(config), parsed.GetValue(emulator)), output, error, cancellationToken));
        return command;
    }

    /// <summary>Runs until the host is told to stop.</summary>
    public static async Task<int> RunAsync(Arguments arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (settings, problems) = ServiceSettings.Read(arguments.Config, arguments.Overrides());
        if (settings is null)
        {
            await error.WriteLineAsync("The service cannot start; its settings have these problems:");
            foreach (var problem in problems)
                await error.WriteLineAsync($"  - {problem}");
            return ExitCodes.Failure;
        }

        try
        {
            var folder = DataFolder.Open(arguments.Data ?? DefaultData(), settings.State.Folder);
            await using var application = ServiceHost.Build(settings, folder, services => services.AddHostedService<WarmUp>());
            // What is wrong with it is told before anything starts.
            _ = application.Services.GetRequiredService<OperationStore>();
            await application.StartAsync(cancellationToken);
            var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            await output.WriteLineAsync($"Ready at {address} (data in {folder.Path}{(settings.Emulator is null ? "" : $", Databricks emulated at {settings.Emulator}")})");
            await output.FlushAsync(cancellationToken);
            await application.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Success;
        }
        catch (DataFolderException failure)
        {
            return await FailAsync(error, failure.Message);
        }
        catch (InvalidDataException failure)
        {
            return await FailAsync(error, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // Kestrel says in so many words that the port is taken; an address that is not this machine's is the system's word.
            return await FailAsync(error, failure.Message);
        }
    }

    private static async Task<int> FailAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync($"The service cannot start: {message}");
        return ExitCodes.Failure;
    }

    internal static string DefaultData() =>
        Path.Combine(Environment.GetEnvironmentVariable("PROVISIONER_HOME") ?? Environment.CurrentDirectory, "pulumi-backend");

    internal sealed record Arguments(int? Port, string? Data, string? Config, string? Emulator)
    {
        public Dictionary<string, string?> Overrides()
        {
            var overrides = new Dictionary<string, string?>();
            if (Port is { } port)
                overrides["Server:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Emulator is not null)
                overrides["Emulator"] = Emulator;
            return overrides;
        }
    }
}
