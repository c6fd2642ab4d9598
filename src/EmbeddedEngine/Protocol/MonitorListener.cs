using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>A loopback address with the ResourceMonitor and Engine services, for one program at a time.</summary>
internal sealed class MonitorListener : IAsyncDisposable
{
    /// <summary>The message size that the CLI allows.</summary>
    public const int MaximumMessageSize = 400 * 1024 * 1024;

    private const int ManyCalls = 10_000;

    private readonly WebApplication _application;
    private readonly MonitorSlot _slot;

    private MonitorListener(WebApplication application, MonitorSlot slot, string address) => (_application, _slot, Address) = (application, slot, address);

    /// <summary><c>127.0.0.1:port</c></summary>
    public string Address { get; }

    public static async Task<MonitorListener> StartAsync(CancellationToken cancellationToken)
    {
        var slot = new MonitorSlot();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;

            // Every registration is a call that stays open until its step is done.
            options.Limits.Http2.MaxStreamsPerConnection = ManyCalls;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(slot);
        builder.Services.AddSingleton<MonitorService>();
        builder.Services.AddSingleton<EngineService>();
        builder.Services.AddGrpc(options =>
        {
            options.EnableDetailedErrors = true;
            options.MaxReceiveMessageSize = MaximumMessageSize;
            options.MaxSendMessageSize = MaximumMessageSize;
        });
        var application = builder.Build();
        application.UseRouting();
        application.MapGrpcService<MonitorService>();
        application.MapGrpcService<EngineService>();
        await application.StartAsync(cancellationToken);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new MonitorListener(application, slot, new Uri(address).Authority);
    }

    public void Attach(MonitorSession session) => _slot.Session = session;

    public void Detach() => _slot.Session = null;

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
