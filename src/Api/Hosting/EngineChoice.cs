using Provisioner.Api.Settings;
using Provisioner.EngineCommand;
using Provisioner.Operations.Data;
using Pulumi.Automation.Commands;

namespace Provisioner.Api.Hosting;

/// <summary>Makes the engine that the settings name, on first use and once.</summary>
internal sealed class EngineChoice(EngineOptions options, DataFolder folder)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private PulumiCommand? _command;

    public async Task<PulumiCommand> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _command ??= await CreateAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<PulumiCommand> CreateAsync(CancellationToken cancellationToken) => options.Engine switch
    {
        EngineKind.Cli => await LocalPulumiCommand.CreateAsync(new LocalPulumiCommandOptions { Root = options.PulumiCli }, cancellationToken),
        _ => await EngineCommandFactory.CreateAsync(new EngineCommandOptions { Root = Path.Combine(folder.Path, "engine") }, cancellationToken),
    };
}
