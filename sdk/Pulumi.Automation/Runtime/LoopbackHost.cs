using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Pulumi.Automation.Runtime;

/// <summary>A listener on a loopback port with the services that an engine calls back.</summary>
internal sealed class LoopbackHost : IAsyncDisposable
{
    /// <summary>What the CLI itself allows for a message.</summary>
    private const int MaxMessageBytes = 400 * 1024 * 1024;

    private readonly WebApplication _application;

    private LoopbackHost(WebApplication application, HostSlot slot, int port)
    {
        _application = application;
        Slot = slot;
        Port = port;
    }

    public HostSlot Slot { get; }

    public int Port { get; }

    public static async Task<LoopbackHost> StartAsync(CancellationToken cancellationToken)
    {
        var slot = new HostSlot();
        // The empty builder reads no settings files and no environment, and logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(slot);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxMessageBytes;
            grpc.MaxSendMessageSize = MaxMessageBytes;
        });
        var application = builder.Build();
        application.MapGrpcService<LanguageRuntimeService>();
        application.MapGrpcService<EventsService>();
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new LoopbackHost(application, slot, new Uri(address).Port);
    }

    public async ValueTask DisposeAsync()
    {
        // Nobody is waited for: what is still connected belongs to a command that is given up.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
