using Microsoft.Extensions.Time.Testing;
using Provisioner.Operations.Queue;

namespace Provisioner.Operations.Tests.Queue;

public sealed class HeadroomTests
{
    private readonly FakeTimeProvider _time = new();
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
        await StepAsync(_time, Headroom.Window / 2);
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
            await StepAsync(_time, step);
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
            await StepAsync(slow.Clock, Headroom.Pause);
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

    /// <summary>Lets time pass until it has ended; a machine that is slow to continue only takes more steps.</summary>
    private static async Task<T> SoonAsync<T>(FakeTimeProvider clock, Task<T> task)
    {
        for (var i = 0; i < 10_000 && !task.IsCompleted; i++)
            await StepAsync(clock, Headroom.Pause);
        Assert.True(task.IsCompleted);
        return await task;
    }

    /// <summary>In small steps, each with a chance for continuations to run.</summary>
    private static async Task StepAsync(FakeTimeProvider clock, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Headroom.Pause)
        {
            clock.Advance(Headroom.Pause);
            for (var i = 0; i < 20; i++)
                await Task.Yield();
        }
    }

    /// <summary>Every look at the clock finds it 5 ms later, as if the pool had been busy meanwhile.</summary>
    private sealed class SlowPool : TimeProvider
    {
        private long _looks;

        public FakeTimeProvider Clock { get; } = new();

        public override long TimestampFrequency => Clock.TimestampFrequency;

        public override long GetTimestamp() => Clock.GetTimestamp() + (Interlocked.Increment(ref _looks) * TimestampFrequency / 200);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Clock.CreateTimer(callback, state, dueTime, period);
    }
}
