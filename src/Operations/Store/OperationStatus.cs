namespace Provisioner.Operations.Store;

/// <summary>The status as the interface knows it: an operation that waits in the queue is running too. The names are stored.</summary>
public enum OperationStatus
{
    Running,
    Completed,
    Failed,
}
