using System.Collections.Concurrent;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>
/// Listeners that are kept for the next operation of the process. One whose program did not end by itself is not taken back: a program
/// that still runs would register its resources in somebody else's stack.
/// </summary>
internal sealed class MonitorListenerPool
{
    private const int MaximumIdle = 16;

    private readonly ConcurrentBag<MonitorListener> _idle = [];

    public static MonitorListenerPool Shared { get; } = new();

    public async Task<MonitorListener> RentAsync(CancellationToken cancellationToken) =>
        _idle.TryTake(out var listener) ? listener : await MonitorListener.StartAsync(cancellationToken);

    /// <summary>Sees to it that a listener is there when the program starts; meant to run beside other preparations.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        if (_idle.IsEmpty)
            _idle.Add(await MonitorListener.StartAsync(cancellationToken));
    }

    public async ValueTask ReturnAsync(MonitorListener listener, bool clean)
    {
        listener.Detach();
        if (clean && _idle.Count < MaximumIdle)
            _idle.Add(listener);
        else
            await listener.DisposeAsync();
    }
}
