using Provisioner.EmbeddedEngine.Cli;
using Pulumi.Automation.Commands;

namespace Provisioner.EngineCommand;

/// <summary>Gives the embedded engine to the Automation API. In this build it runs in process.</summary>
public static class EngineCommandFactory
{
    public static async Task<PulumiCommand> CreateAsync(EngineCommandOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await InProcessPulumiCommand.CreateAsync(PulumiCli.RunAsync, options.Time, cancellationToken).ConfigureAwait(false);
    }
}
