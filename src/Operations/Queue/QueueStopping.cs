namespace Provisioner.Operations.Queue;

/// <summary>Says to whoever runs an operation that the service stops: finish the step, leave the operation open.</summary>
public sealed class QueueStopping : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    public void Stop() => _source.Cancel();

    public void Dispose() => _source.Dispose();
}
