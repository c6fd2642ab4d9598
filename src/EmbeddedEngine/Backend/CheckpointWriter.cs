using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Puts each state of an operation into the stack's file.</summary>
internal sealed class CheckpointWriter(FileBackend backend, StackReference stack, StackCheckpoint start, ResourceStateJson resources, TimeProvider time)
    : ICheckpointWriter
{
    private readonly Lock _gate = new();

    public StackCheckpoint Latest { get; private set; } = start;

    public Task WriteAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        // One file: the states arrive in order and are written in order.
        lock (_gate)
        {
            Latest = Latest with { Deployment = deployment };
            backend.Write(stack, CheckpointJson.WriteFile(stack, Latest, resources, time.GetUtcNow()).Written.Span);
        }
        return Task.CompletedTask;
    }
}
