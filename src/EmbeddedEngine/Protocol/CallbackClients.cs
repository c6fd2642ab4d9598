using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Calls functions of the program that it passed by token: transforms and hooks. One connection per address.</summary>
internal sealed class CallbackClients : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new(StringComparer.Ordinal);

    /// <exception cref="ProtocolException">The callback names no address.</exception>
    /// <exception cref="RpcException">The function threw: the detail is its message.</exception>
    public async Task<T> InvokeAsync<T>(Callback callback, IMessage request, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        if (callback.Target.Length == 0)
            throw new ProtocolException("a callback of the program has no target");
        var channel = _channels.GetOrAdd(callback.Target, target => new Lazy<GrpcChannel>(() => LoopbackChannel.Open(target))).Value;
        var answer = await new Callbacks.CallbacksClient(channel).InvokeAsync(
            new CallbackInvokeRequest { Token = callback.Token, Request = request.ToByteString() }, cancellationToken: cancellationToken);
        return parser.ParseFrom(answer.Response);
    }

    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated))
            channel.Value.Dispose();
    }
}
