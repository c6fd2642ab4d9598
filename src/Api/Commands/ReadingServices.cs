using System.CommandLine;
using Provisioner.Api.Hosting;
using Provisioner.Api.Settings;
using Provisioner.Operations;
using Provisioner.Operations.Data;

namespace Provisioner.Api.Commands;

/// <summary>What the commands that only read have in common: their options, and the services without store, queue and listener.</summary>
internal sealed class ReadingServices
{
    public Option<string?> Data { get; } = new("--data") { Description = "Folder with the states of the service, which may be running. Default: pulumi-backend beside the program's launcher.", HelpName = "DIR" };

    public Option<string?> Config { get; } = new("--config") { Description = "Settings file (JSON).", HelpName = "FILE" };

    public Option<string?> Emulator { get; } = new("--emulator") { Description = "Address of an emulator that stands for Databricks and Azure.", HelpName = "URL" };

    /// <returns>Null when the settings are wrong; that has been said.</returns>
    public async Task<ServiceProvider?> OpenAsync(ParseResult parsed, TextWriter error)
    {
        var overrides = new Dictionary<string, string?>();
        if (parsed.GetValue(Emulator) is { } emulator)
            overrides["Emulator"] = emulator;
        var (settings, problems) = ServiceSettings.Read(parsed.GetValue(Config), overrides);
        if (settings is null)
        {
            await error.WriteLineAsync("The settings have these problems:");
            foreach (var problem in problems)
                await error.WriteLineAsync($"  - {problem}");
            return null;
        }

        var folder = DataFolder.OpenToRead(parsed.GetValue(Data) ?? ServeCommand.DefaultData(), settings.State.Folder);
        var services = new ServiceCollection();
        ServiceHost.AddSettings(services, settings, folder, settings.Engine.Passphrase is { Length: > 0 } configured ? configured : folder.FindPassphrase() ?? "");
        return services.AddReading().BuildServiceProvider();
    }
}
