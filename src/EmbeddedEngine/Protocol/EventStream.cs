using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Sends the event log to an SDK that listens (<c>--event-log tcp://host:port</c>).</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly GrpcChannel _channel;
    private readonly Task _pump;

    public EventStream(string address)
    {
        _channel = LoopbackChannel.Open(address);
        _pump = PumpAsync(new Pulumirpc.Events.EventsClient(_channel));
    }

    public void Send(string json) => _events.Writer.TryWrite(json);

    /// <summary>Completes when the listener has all events.</summary>
    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _pump;
        _channel.Dispose();
    }

    // A listener that has gone away is no reason to fail the operation: its outcome is in the state and in the exit code.
    private async Task PumpAsync(Pulumirpc.Events.EventsClient client)
    {
        try
        {
            using var call = client.StreamEvents();
            await foreach (var json in _events.Reader.ReadAllAsync())
                await call.RequestStream.WriteAsync(new EventRequest { Event = json });
            await call.RequestStream.CompleteAsync();
            await call;
        }
        catch (RpcException)
        {
        }
    }
}
