using Provisioner.Operations.Store;

namespace Provisioner.Operations.Queue;

/// <summary>Does the operations of one kind. It must be repeatable: after a crash the same operation is handed over again.</summary>
public interface IOperationHandler
{
    OperationKind Kind { get; }

    /// <exception cref="OperationCanceledException">By <paramref name="cancellationToken"/> only: the service stops; the operation stays open.</exception>
    Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken);
}
