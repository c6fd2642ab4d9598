using Microsoft.Extensions.Logging;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Queue;

/// <summary>Where operations come in: stored first, then somebody is woken.</summary>
public sealed class OperationQueue(OperationStore store, QueueWaker waker, Headroom headroom, ILogger<OperationQueue> logger)
{
    /// <summary>Completes when the operation is on disk.</summary>
    /// <returns>The token.</returns>
    public async Task<string> AcceptAsync(NewOperation operation)
    {
        headroom.Accepted();
        var token = await store.AcceptAsync(operation);
        try
        {
            await waker.WakeAsync(operation.Queue, CancellationToken.None);
        }
        catch (Quartz.SchedulerException fault)
        {
            // The service is stopping. The row is there, and the next start finds it.
            Log.NotWoken(logger, fault, operation.Queue);
        }

        return token;
    }
}
