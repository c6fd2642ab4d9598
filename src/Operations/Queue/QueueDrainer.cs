using Microsoft.Extensions.Logging;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Secrets;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Queue;

/// <summary>Does the open operations of one queue, oldest first, until none is left or the service stops.</summary>
public sealed class QueueDrainer(
    OperationStore store, IEnumerable<IOperationHandler> handlers, Redactor redactor, Headroom headroom, TimeProvider time, ILogger<QueueDrainer> logger)
{
    private readonly Dictionary<OperationKind, IOperationHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);

    /// <param name="cancellationToken">The service stops: the running step is finished and the operation left open for the next start.</param>
    public async Task DrainAsync(string queue, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && store.NextOpen(queue) is { } operation)
        {
            using var running = await headroom.EnterAsync(cancellationToken);
            await RunAsync(operation, cancellationToken);
        }
    }

    private async Task RunAsync(OperationRow operation, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var log = new OperationLog(store, redactor, operation.Sequence);
        Log.OperationStarted(logger, operation.Sequence, operation.Kind, operation.Queue, operation.Attempts + 1);
        if (operation.Attempts > 0)
            log.Info("start", "The service was stopped while this operation ran; it continues from what is there now.");
        try
        {
            var ending = await HandleAsync(operation, log, cancellationToken);
            if (ending.Status == OperationStatus.Failed)
                log.Error("finish", ending.Result);
            await store.FinishAsync(operation.Sequence, OperationRedaction.Redact(ending, redactor));
            Log.OperationFinished(logger, operation.Sequence, operation.Kind, operation.Queue, ending.Status, time.GetElapsedTime(started).TotalSeconds);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.OperationInterrupted(logger, operation.Sequence, operation.Kind, operation.Queue);
        }
        catch (Exception fault)
        {
            // A fault of ours: the caller learns where to look, never the stack trace.
            var reference = operation.Sequence;
            Log.OperationFaulted(logger, fault, reference, operation.Kind, operation.Queue);
            await store.FinishAsync(operation.Sequence, OperationEnding.Failed(
                redactor.Redact($"The service failed unexpectedly ({fault.GetType().Name}). Nothing is lost: try again, and if it stays, look for operation {reference} in the service's log.")));
        }
    }

    private async Task<OperationEnding> HandleAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await _handlers[operation.Kind].RunAsync(operation, log, cancellationToken);
        }
        catch (Exception fault) when (EngineFaults.IsOne(fault))
        {
            Log.OperationFaulted(logger, fault, operation.Sequence, operation.Kind, operation.Queue);
            return OperationEnding.Failed(EngineFaults.Describe(fault));
        }
    }
}
