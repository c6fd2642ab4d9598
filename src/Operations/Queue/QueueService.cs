using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Queue;

/// <summary>At start wakes every queue that was left with something to do; when the service is to stop says so to those who work.</summary>
internal sealed class QueueService(
    OperationStore store, QueueWaker waker, QueueStopping stopping, IHostApplicationLifetime lifetime, ILogger<QueueService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(stopping.Stop);
        var queues = store.OpenQueues();
        if (queues.Count > 0)
            Log.QueuesRecovered(logger, queues.Count);
        foreach (var queue in queues)
            await waker.WakeAsync(queue, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Stop();
        return Task.CompletedTask;
    }
}
