using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a program has started and is still running, and what of it has failed.</summary>
internal sealed class TaskTracker
{
    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];
    private int _running;
    private TaskCompletionSource? _settled;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (_gate)
            _running++;
        _ = task.ContinueWith(
            static (ended, tracker) => ((TaskTracker)tracker!).OnEnded(ended),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Waits until nothing runs, or something has failed; answers (and forgets) the failures.</summary>
    public async Task<ImmutableArray<Exception>> WaitAsync()
    {
        Task settled;
        lock (_gate)
        {
            if (_running == 0 || _failures.Count > 0)
                return TakeFailures();
            settled = (_settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await settled.ConfigureAwait(false);
        lock (_gate)
            return TakeFailures();
    }

    private void OnEnded(Task task)
    {
        TaskCompletionSource? settled = null;
        lock (_gate)
        {
            _running--;
            if (task.IsFaulted)
                _failures.AddRange(task.Exception!.InnerExceptions);
            else if (task.IsCanceled)
                _failures.Add(new TaskCanceledException(task));
            if (_running == 0 || _failures.Count > 0)
                (settled, _settled) = (_settled, null);
        }

        settled?.SetResult();
    }

    // One failure makes all that wait for it fail: it is told once.
    private ImmutableArray<Exception> TakeFailures()
    {
        ImmutableArray<Exception> failures = [.. _failures.Distinct()];
        _failures.Clear();
        return failures;
    }
}
