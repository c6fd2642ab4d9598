using Microsoft.Extensions.Logging;
using Quartz;

namespace Provisioner.Operations.Queue;

/// <summary>Quartz's side of a queue: the job's name is the queue's, and Quartz never runs two of one name at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class QueueJob(QueueDrainer drainer, QueueWaker waker, QueueStopping stopping, ILogger<QueueJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var queue = context.JobDetail.Key.Name;
        try
        {
            await drainer.DrainAsync(queue, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.Token.IsCancellationRequested)
        {
            // The service stops; what is open is done after the next start.
        }
        catch (Exception fault)
        {
            // The store could not be read or written. The operations are still in it: look again in a while.
            Log.QueueFaulted(logger, fault, queue);
            await waker.WakeAsync(queue, QueueWaker.AfterFault, stopping.Token);
        }
    }
}
