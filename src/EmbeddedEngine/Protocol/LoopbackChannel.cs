using Grpc.Net.Client;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Connections to the SDK's process. They never go through a proxy of the environment.</summary>
internal static class LoopbackChannel
{
    public static GrpcChannel Open(string address) =>
        GrpcChannel.ForAddress(address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = MonitorListener.MaximumMessageSize,
            MaxSendMessageSize = MonitorListener.MaximumMessageSize,
            HttpHandler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
        });
}
