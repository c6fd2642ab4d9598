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

    private Task<PulumiCommand> CreateAsync(CancellationToken cancellationToken)
    {
        var place = new EngineCommandOptions { Root = Path.Combine(folder.Path, "engine"), Executable = Program() };
        return options.Engine == EngineKind.Cli
            ? EngineCommandFactory.CreateForCliAsync(place, options.PulumiCli, cancellationToken)
            : EngineCommandFactory.CreateAsync(place, cancellationToken);
    }

    /// <summary>The process may be another program that hosts this one: <c>dotnet provisioner.dll</c>, or a test.</summary>
    private static string? Program()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "provisioner");
        return File.Exists(program) ? program : Environment.ProcessPath;
    }
}
