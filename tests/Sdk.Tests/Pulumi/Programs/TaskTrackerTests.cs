using Pulumi;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

public class TaskTrackerTests
{
    [Fact]
    public async Task WaitAsync_NothingStarted_EndsAtOnce() => Assert.Empty(await new TaskTracker().WaitAsync());

    [Fact]
    public async Task WaitAsync_TasksThatStartTasks_WaitsForAll()
    {
        var tracker = new TaskTracker();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        tracker.Add(StartSecondAsync());
        var wait = tracker.WaitAsync();

        first.SetResult();
        Assert.False(wait.IsCompleted);
        second.SetResult();

        Assert.Empty(await wait);

        async Task StartSecondAsync()
        {
            await first.Task;
            tracker.Add(second.Task);
        }
    }

    [Fact]
    public async Task WaitAsync_OneFails_DoesNotWaitForTheOthersAndTellsItOnce()
    {
        var tracker = new TaskTracker();
        var failure = new FormatException();
        tracker.Add(new TaskCompletionSource().Task);
        tracker.Add(Task.FromException(failure));
        tracker.Add(Task.FromException(failure));

        Assert.Equal([failure], await tracker.WaitAsync());
    }

    [Fact]
    public async Task WaitAsync_OneIsCancelled_IsAFailure()
    {
        var tracker = new TaskTracker();
        tracker.Add(Task.FromCanceled(new CancellationToken(canceled: true)));

        Assert.IsType<TaskCanceledException>(Assert.Single(await tracker.WaitAsync()));
    }
}
