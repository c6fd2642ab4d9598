using Microsoft.Extensions.Time.Testing;
using Provisioner.Operations.Queue;

namespace Provisioner.Operations.Tests.Queue;

public sealed class HeadroomTests
{
    private readonly WatchedClock _time = new();
    private readonly Headroom _headroom;

    public HeadroomTests() => _headroom = new Headroom(_time);

    [Fact]
    public async Task EnterAsync_FewRequests_SideBySide()
    {
        Accept(Headroom.Burst);
        using var first = await _headroom.EnterAsync(default);
        using var second = await _headroom.EnterAsync(default);
    }

    [Fact]
    public async Task EnterAsync_Burst_WaitsUntilItIsOver()
    {
        Accept(Headroom.Burst + 1);
        var entered = _headroom.EnterAsync(default);
        Assert.False(entered.IsCompleted);
        await StepAsync(_time, entered, Headroom.Window / 2);
        Assert.False(entered.IsCompleted);
        (await SoonAsync(_time, entered)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_BurstWithoutEnd_StartsAfterTheLongestHold()
    {
        Accept(Headroom.Burst + 1);
        var entered = _headroom.EnterAsync(default);
        var waited = TimeSpan.Zero;
        for (var step = TimeSpan.FromMilliseconds(100); !entered.IsCompleted && waited < Headroom.LongestHold * 2; waited += step)
        {
            await StepAsync(_time, entered, step);
            Accept(Headroom.Burst);
        }

        Assert.InRange(waited, Headroom.LongestHold - TimeSpan.FromMilliseconds(200), Headroom.LongestHold + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task EnterAsync_PoolThatDoesNotKeepUp_OneAtATime()
    {
        var slow = new SlowPool();
        var headroom = new Headroom(slow);
        var first = await headroom.EnterAsync(default);
        var second = headroom.EnterAsync(default);
        for (var i = 0; i < 20; i++)
            await StepAsync(slow.Clock, second, Headroom.Pause);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await SoonAsync(slow.Clock, second)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_PoolThatNeverKeepsUp_StartsAfterTheLongestWait()
    {
        var slow = new SlowPool();
        var headroom = new Headroom(slow);
        using var first = await headroom.EnterAsync(default);
        var begun = slow.Clock.GetUtcNow();
        using var second = await SoonAsync(slow.Clock, headroom.EnterAsync(default));
        Assert.InRange(slow.Clock.GetUtcNow() - begun, Headroom.LongestWait / 10, Headroom.LongestWait * 2);
    }

    [Fact]
    public async Task EnterAsync_Cancelled_EndsAndLetsTheNextIn()
    {
        Accept(Headroom.Burst + 1);
        using var cancel = new CancellationTokenSource();
        var entered = _headroom.EnterAsync(cancel.Token);
        var next = _headroom.EnterAsync(default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entered);
        (await SoonAsync(_time, next)).Dispose();
    }

    private void Accept(int count)
    {
        for (var i = 0; i < count; i++)
            _headroom.Accepted();
    }

    /// <summary>Lets time pass until it has ended.</summary>
    private static async Task<T> SoonAsync<T>(WatchedClock clock, Task<T> task)
    {
        for (var i = 0; i < 10_000 && !task.IsCompleted; i++)
            await StepAsync(clock, task, Headroom.Pause);
        Assert.True(task.IsCompleted);
        return await task;
    }

    /// <summary>In small steps. Each waits until whoever was woken has ended or waits for the next one: time never passes behind its back.</summary>
    private static async Task StepAsync(WatchedClock clock, Task waiter, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time && !waiter.IsCompleted; passed += Headroom.Pause)
        {
            var waits = clock.Waits;
            clock.Advance(Headroom.Pause);
            var started = TimeProvider.System.GetTimestamp();
            while (clock.Waits == waits && !waiter.IsCompleted)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "Nobody waits for the next step.");
                await Task.Yield();
            }
        }
    }

    /// <summary>Counts the waits that were begun.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private int _waits;

        public int Waits => Volatile.Read(ref _waits);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _waits);
            return timer;
        }
    }

    /// <summary>Every look at the clock finds it 5 ms later, as if the pool had been busy meanwhile.</summary>
    private sealed class SlowPool : TimeProvider
    {
        private long _looks;

        public WatchedClock Clock { get; } = new();

        public override long TimestampFrequency => Clock.TimestampFrequency;

        public override long GetTimestamp() => Clock.GetTimestamp() + (Interlocked.Increment(ref _looks) * TimestampFrequency / 200);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Clock.CreateTimer(callback, state, dueTime, period);
    }
}
