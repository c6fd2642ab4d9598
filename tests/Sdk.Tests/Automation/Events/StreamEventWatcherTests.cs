using Grpc.Net.Client;
using Pulumi.Automation.Events;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.Automation.Events;

public sealed class StreamEventWatcherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_EventsSentBeforeTheEnd_AreAllHandedOnInOrder()
    {
        var seen = new List<int>();
        await using var watcher = await StreamEventWatcher.StartAsync(engineEvent => seen.Add(engineEvent.Sequence), Token);
        using var channel = GrpcChannel.ForAddress(watcher.EventLog.Replace("tcp://", "http://", StringComparison.Ordinal));
        using var call = new global::Pulumirpc.Events.EventsClient(channel).StreamEvents(cancellationToken: Token);
        await call.RequestStream.WriteAsync(new EventRequest { Event = """{"sequence": 1, "cancelEvent": {}}""" }, Token);
        await call.RequestStream.WriteAsync(new EventRequest { Event = "no json" }, Token);
        await call.RequestStream.WriteAsync(new EventRequest { Event = """{"sequence": 2, "cancelEvent": {}}""" }, Token);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;

        await watcher.CompleteAsync();

        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public async Task Complete_StreamIsStillOpen_WaitsForItsEnd()
    {
        var seen = new List<int>();
        await using var watcher = await StreamEventWatcher.StartAsync(engineEvent => seen.Add(engineEvent.Sequence), Token);
        using var channel = GrpcChannel.ForAddress(watcher.EventLog.Replace("tcp://", "http://", StringComparison.Ordinal));
        using var call = new global::Pulumirpc.Events.EventsClient(channel).StreamEvents(cancellationToken: Token);
        await call.RequestStream.WriteAsync(new EventRequest { Event = """{"sequence": 1}""" }, Token);
        await WaitForAsync(() => seen.Count == 1);

        var completed = watcher.CompleteAsync();
        Assert.False(completed.IsCompleted);
        await call.RequestStream.WriteAsync(new EventRequest { Event = """{"sequence": 2}""" }, Token);
        await call.RequestStream.CompleteAsync();
        await completed;

        Assert.Equal([1, 2], seen);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }
    }
}
