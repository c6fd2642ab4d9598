using Pulumi.Automation.Runtime;

namespace Pulumi.Automation.Events;

/// <summary>Receives the event log as a gRPC stream, which the CLI knows after version 3.205.</summary>
internal sealed class StreamEventWatcher : IEventWatcher
{
    private readonly LoopbackHost _host;
    private readonly EventStream _stream;
    private bool _completed;

    private StreamEventWatcher(LoopbackHost host, EventStream stream)
    {
        _host = host;
        _stream = stream;
    }

    public string EventLog => $"tcp://localhost:{_host.Port}";

    public static async Task<StreamEventWatcher> StartAsync(Action<EngineEvent> onEvent, CancellationToken cancellationToken)
    {
        var host = await LoopbackHostPool.Shared.RentAsync(cancellationToken).ConfigureAwait(false);
        var stream = new EventStream(onEvent, TimeProvider.System);
        host.Slot.Events = stream;
        return new StreamEventWatcher(host, stream);
    }

    public async Task CompleteAsync() => _completed = await _stream.DrainAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        _host.Slot.Events = null;
        // A stream that is still open belongs to a process that we lost: its listener must not serve another command.
        await LoopbackHostPool.Shared.ReturnAsync(_host, reusable: _completed).ConfigureAwait(false);
    }
}
