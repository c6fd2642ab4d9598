using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator;

/// <summary>
/// Databricks, its account and Azure on one loopback port, in memory. Hosts are told apart by the <c>Host</c> header, so it can be the HTTP proxy of
/// its clients; every host that it does not know, <c>127.0.0.1</c> included, is the default workspace and answers for all services.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private const long LargestBody = 64 << 20;

    private readonly WebApplication _application;

    private EmulatorServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:18080/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts an emulator.</summary>
    /// <exception cref="EmulatorSeedException">The seed cannot be read; the message says why.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        var universe = new Universe(options.SeedText, options.Time);
        var dispatcher = new Dispatcher(universe, Apis.Routes(), options.Logging.CreateLogger<EmulatorServer>());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(options.Logging);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowAlternateSchemes = true;
            kestrel.AllowHostHeaderOverride = true;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var application = builder.Build();
        application.Run(dispatcher.HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new EmulatorServer(application, new Uri(addresses!.Addresses.First()));
    }

    /// <summary>Stops listening; calls that are running are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(now.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
