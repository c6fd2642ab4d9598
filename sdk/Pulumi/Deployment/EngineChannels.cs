using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;

namespace Pulumi;

/// <summary>
/// Channels to engines. All share one handler, which keeps connections by address and drops those that are idle: a channel itself is cheap,
/// and an engine that is gone leaves nothing behind.
/// </summary>
internal static class EngineChannels
{
    // State with large outputs passes through single messages.
    private const int MaxMessageSize = 400 * 1024 * 1024;

    internal static readonly SocketsHttpHandler Handler = new()
    {
        // An engine is on this machine: HTTP_PROXY is for providers.
        UseProxy = false,
        EnableMultipleHttp2Connections = true,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),

        // gRPC puts its own connect into a handler that has none, and two first channels at the same moment then see different handlers.
        ConnectCallback = ConnectAsync,

        // The trace of whoever runs the program is not the engine's.
        ActivityHeadersPropagator = null,
    };

    public static CallInvoker Open(string address)
        => GrpcChannel.ForAddress(new Uri($"http://{address}"), new GrpcChannelOptions
        {
            HttpHandler = Handler,
            DisposeHttpClient = false,
            Credentials = ChannelCredentials.Insecure,
            MaxReceiveMessageSize = MaxMessageSize,
            MaxSendMessageSize = MaxMessageSize,
        }).CreateCallInvoker();

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
