using Provisioner.Operations.Locks;

namespace Provisioner.Operations.Tests.Locks;

public class KeyedLocksTests
{
    [Fact]
    public async Task AcquireAsync_SameKey_WaitsUntilGivenBack()
    {
        var locks = new KeyedLocks();
        var first = await locks.AcquireAsync(["a", "b"], default);
        var second = locks.AcquireAsync(["b", "c"], default);
        Assert.False(second.IsCompleted);
        (await locks.AcquireAsync(["d"], default)).Dispose();

        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public async Task AcquireAsync_CancelledWhileWaiting_GivesBackWhatItHad()
    {
        var locks = new KeyedLocks();
        var first = await locks.AcquireAsync(["b"], default);
        using var cancel = new CancellationTokenSource();
        var second = locks.AcquireAsync(["a", "b"], cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        (await locks.AcquireAsync(["a"], default)).Dispose();
        first.Dispose();
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public async Task AcquireAsync_OverlappingSetsInAnyOrder_NeverTwoAtOnceAndNoDeadlock()
    {
        var locks = new KeyedLocks();
        var inside = new int[3];
        var work = Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            string[] keys = [$"k{i % 3}", $"k{(i + 1) % 3}"];
            using var held = await locks.AcquireAsync(i % 2 == 0 ? keys : keys.Reverse(), default);
            foreach (var key in keys)
                Assert.Equal(1, Interlocked.Increment(ref inside[key[1] - '0']));
            await Task.Yield();
            foreach (var key in keys)
                Interlocked.Decrement(ref inside[key[1] - '0']);
        }));
        await Task.WhenAll(work);
        Assert.Equal(0, locks.Count);
    }
}
