namespace Provisioner.EmbeddedEngine.State;

/// <summary>
/// Where the executor puts the state: before an operation starts (as pending) and after each step. When the task completes,
/// the state is durable: a kill at any later moment finds it whole.
/// </summary>
public interface ICheckpointWriter
{
    Task WriteAsync(Deployment deployment, CancellationToken cancellationToken);
}
