namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Whether an operation goes on. One owner of the three ends: a failure, a refusal, a cancellation from outside.</summary>
internal sealed class RunControl : IDisposable
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
    private volatile bool _stepFailed;
    private volatile bool _refused;
    private volatile bool _failedBesideSteps;
    private volatile bool _canceled;

    public RunControl(CancellationToken cancellationToken) =>
        _registration = cancellationToken.Register(() =>
        {
            _canceled = true;
            Stop();
        });

    /// <summary>No step starts any more; those that run are finished.</summary>
    public bool IsStopped => _stopped.Task.IsCompleted;

    public Task Stopped => _stopped.Task;

    /// <summary>Calls of the program that are still waiting will get no answer.</summary>
    public Task Closed => _closed.Task;

    /// <summary>A step did not succeed.</summary>
    public bool StepFailed => _stepFailed;

    /// <summary>All steps may have succeeded, but something around them did not; why has been said.</summary>
    public bool FailedBesideSteps => _failedBesideSteps;

    /// <summary>The engine would not do what was asked; why has been said.</summary>
    public bool Refused => _refused;

    public bool Canceled => _canceled;

    public bool Failed => _stepFailed || _refused || _failedBesideSteps;

    /// <summary>Marks the operation as failed; it goes on until somebody stops it.</summary>
    public void FailStep() => _stepFailed = true;

    public void FailBesideSteps() => _failedBesideSteps = true;

    public void Refuse()
    {
        _refused = true;
        Stop();
    }

    /// <summary>A refusal that leaves the rest of the operation running (previews name all problems at once).</summary>
    public void RefuseAndGoOn() => _refused = true;

    public void Stop() => _stopped.TrySetResult();

    public void Close() => _closed.TrySetResult();

    public void Dispose() => _registration.Dispose();
}
