using Provisioner.EmbeddedEngine.Cli;
using Pulumi.Automation.Commands;

namespace Provisioner.EngineCommand;

/// <summary>Gives an engine to the Automation API. In this build the embedded one runs in process.</summary>
public static class EngineCommandFactory
{
    public static async Task<PulumiCommand> CreateAsync(EngineCommandOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await InProcessPulumiCommand.CreateAsync(PulumiCli.RunAsync, options.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="options">Where the engine is found.</param>
    /// <param name="installation">The folder that holds <c>bin/pulumi</c>; null: the pulumi on the path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no such CLI, or it does not work; the message says why.</exception>
    public static async Task<PulumiCommand> CreateForCliAsync(EngineCommandOptions options, string? installation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ = CliExecutable.Find(installation);
        return await LocalPulumiCommand.CreateAsync(new LocalPulumiCommandOptions { Root = installation }, cancellationToken).ConfigureAwait(false);
    }
}
