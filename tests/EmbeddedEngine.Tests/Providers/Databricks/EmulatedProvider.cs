using Provisioner.Emulator;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

/// <summary>An emulator, and the provider that works on its default workspace.</summary>
internal sealed class EmulatedProvider : IAsyncDisposable
{
    private readonly BuiltInProviders _source = new();

    private EmulatedProvider(EmulatorServer emulator)
    {
        Emulator = emulator;
        Provider = _source.Create("databricks", "1.110.0", new Dictionary<string, string?>())!;
    }

    public EmulatorServer Emulator { get; }

    public IResourceProvider Provider { get; }

    public static async Task<EmulatedProvider> StartAsync(CancellationToken cancellationToken)
    {
        var started = new EmulatedProvider(await EmulatorServer.StartAsync(new EmulatorOptions(), cancellationToken));
        await started.Provider.ConfigureAsync(PropertyMap.From([new("host", started.Emulator.Address.AbsoluteUri), new("token", "dapi-x")]), cancellationToken);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        _source.Dispose();
        await Emulator.DisposeAsync();
    }
}
