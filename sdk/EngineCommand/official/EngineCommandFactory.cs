using Pulumi.Automation.Commands;

namespace Provisioner.EngineCommand;

/// <summary>Gives the embedded engine to the Automation API. In this build, on the official packages, it runs as an executable of its own.</summary>
public static class EngineCommandFactory
{
    /// <exception cref="InvalidOperationException">There is no executable to start.</exception>
    public static async Task<PulumiCommand> CreateAsync(EngineCommandOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = PulumiLauncher.Ensure(options);
        // The SDK asks <root>/bin/pulumi for its version, but starts "pulumi" as the path of this very process finds it.
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(Path.PathSeparator).Take(1).Contains(folder, StringComparer.Ordinal))
        {
            path = path.Length == 0 ? folder : folder + Path.PathSeparator + path;
            Environment.SetEnvironmentVariable("PATH", path);
        }
        var command = await LocalPulumiCommand.CreateAsync(new LocalPulumiCommandOptions { Root = options.Root }, cancellationToken).ConfigureAwait(false);
        return new CommandWithPath(command, path);
    }
}
