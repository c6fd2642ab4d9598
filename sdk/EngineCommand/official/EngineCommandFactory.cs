using Pulumi.Automation.Commands;

namespace Provisioner.EngineCommand;

/// <summary>Gives an engine to the Automation API. In this build, on the official packages, each runs as an executable of its own.</summary>
public static class EngineCommandFactory
{
    /// <exception cref="InvalidOperationException">There is no executable to start.</exception>
    public static Task<PulumiCommand> CreateAsync(EngineCommandOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var program = options.Executable ?? throw new InvalidOperationException("The executable of the embedded engine is not known: set it.");
        return CreateAsync(options, [program, "pulumi"], cancellationToken);
    }

    /// <param name="options">Where the engine is found.</param>
    /// <param name="installation">The folder that holds <c>bin/pulumi</c>; null: the pulumi on the path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no such CLI, or it does not work; the message says why.</exception>
    public static async Task<PulumiCommand> CreateForCliAsync(EngineCommandOptions options, string? installation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var executable = CliExecutable.Find(installation);
        return OperatingSystem.IsWindows()
            ? await LocalPulumiCommand.CreateAsync(new LocalPulumiCommandOptions { Root = installation }, cancellationToken).ConfigureAwait(false)
            : await CreateAsync(options, [executable], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PulumiCommand> CreateAsync(EngineCommandOptions options, IReadOnlyList<string> engine, CancellationToken cancellationToken)
    {
        var launcher = PulumiLauncher.Ensure(options.Root, engine);
        // The SDK asks <root>/bin/pulumi for its version, but starts "pulumi" as the path of this very process finds it.
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (path.Split(Path.PathSeparator)[0] != launcher.Folder)
        {
            path = path.Length == 0 ? launcher.Folder : launcher.Folder + Path.PathSeparator + path;
            Environment.SetEnvironmentVariable("PATH", path);
        }
        var command = await LocalPulumiCommand.CreateAsync(new LocalPulumiCommandOptions { Root = launcher.Root }, cancellationToken).ConfigureAwait(false);
        return new LaunchedCommand(command, launcher, path, options.Time);
    }
}
