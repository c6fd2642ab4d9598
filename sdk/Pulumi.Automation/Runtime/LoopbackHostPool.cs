using System.Collections.Concurrent;

namespace Pulumi.Automation.Runtime;

/// <summary>
/// Started listeners, to be used again: an operation should not pay for starting one. Each serves one operation at a time; one that may
/// still be called by a lost command is not used again.
/// </summary>
internal sealed class LoopbackHostPool(int maxIdle)
{
    private readonly ConcurrentStack<LoopbackHost> _idle = new();

    /// <summary>The pool of this process. Operations beyond the number of idle listeners start their own.</summary>
    public static LoopbackHostPool Shared { get; } = new(maxIdle: 32);

    public int IdleCount => _idle.Count;

    public async Task<LoopbackHost> RentAsync(CancellationToken cancellationToken)
        => _idle.TryPop(out var host) ? host : await LoopbackHost.StartAsync(cancellationToken).ConfigureAwait(false);

    /// <param name="reusable">False when something may still be connected that should no longer be.</param>
    public async ValueTask ReturnAsync(LoopbackHost host, bool reusable)
    {
        host.Slot.Program = null;
        host.Slot.Events = null;
        if (reusable && _idle.Count < maxIdle)
        {
            _idle.Push(host);
            return;
        }
        await host.DisposeAsync().ConfigureAwait(false);
    }
}
