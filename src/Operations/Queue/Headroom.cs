namespace Provisioner.Operations.Queue;

/// <summary>
/// Decides when another operation may start, so that requests are answered promptly even where the engine's work would take every processor.
/// <list type="bullet">
/// <item>While a burst of requests comes in, operations wait for its end, at most <see cref="LongestHold"/>: they are stored, nothing is lost.</item>
/// <item>Beside a running operation another starts only while the thread pool picks work up promptly. Waiting for Databricks costs nothing
/// there, so on a real connection as many run side by side as the settings allow; when answers come at once, the processors decide. On a machine
/// that others keep busy it starts all the same after <see cref="LongestWait"/>: one long operation must not stand in the way of all others.</item>
/// </list>
/// One operation may always run once the burst's hold is over.
/// </summary>
public sealed class Headroom(TimeProvider time)
{
    /// <summary>More than so many within <see cref="Window"/> are a burst.</summary>
    internal const int Burst = 20;

    internal static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one burst, be it without end, holds operations back.</summary>
    internal static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(10);

    /// <summary>How long the pool may take to pick work up.</summary>
    internal static readonly TimeSpan PromptPickup = TimeSpan.FromMilliseconds(2);

    /// <summary>How long the pool may keep one operation waiting.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks; what has just started shows its weight in it.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _next = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Queue<long> _accepted = new();
    private long? _heldSince;
    private int _running;

    /// <summary>A request has come in.</summary>
    public void Accepted()
    {
        lock (_gate)
        {
            // More than a burst need not be remembered.
            if (_accepted.Count > Burst)
                _accepted.Dequeue();
            _accepted.Enqueue(time.GetTimestamp());
        }
    }

    /// <summary>Returns when an operation may start, in the order of the calls; disposing the result says that it has ended.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _next.WaitAsync(cancellationToken);
        try
        {
            while (IsHeld())
                await Task.Delay(Pause, time, cancellationToken);
            var waiting = time.GetTimestamp();
            while (Volatile.Read(ref _running) > 0 && time.GetElapsedTime(waiting) < LongestWait && await PickupAsync() > PromptPickup)
                await Task.Delay(Pause, time, cancellationToken);
            Interlocked.Increment(ref _running);
            return new Running(this);
        }
        finally
        {
            _next.Release();
        }
    }

    private bool IsHeld()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            while (_accepted.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) > Window)
                _accepted.Dequeue();
            if (_accepted.Count <= Burst)
            {
                _heldSince = null;
                return false;
            }

            _heldSince ??= now;
            return time.GetElapsedTime(_heldSince.Value, now) < LongestHold;
        }
    }

    private async Task<TimeSpan> PickupAsync()
    {
        var queued = time.GetTimestamp();
        await Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
        return time.GetElapsedTime(queued);
    }

    private sealed class Running(Headroom owner) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                Interlocked.Decrement(ref owner._running);
        }
    }
}
