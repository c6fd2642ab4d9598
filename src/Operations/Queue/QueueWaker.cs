using Quartz;

namespace Provisioner.Operations.Queue;

/// <summary>
/// Tells Quartz that a queue has something to do. A wake-up carries no order and no work: it makes the queue's job look at the table, so one
/// too many does no harm, and one that comes while the job runs makes it look once more.
/// </summary>
public sealed class QueueWaker(ISchedulerFactory schedulers, TimeProvider time)
{
    internal static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(15);

    private long _wakes;

    public Task WakeAsync(string queue, CancellationToken cancellationToken) => WakeAsync(queue, TimeSpan.Zero, cancellationToken);

    internal async Task WakeAsync(string queue, TimeSpan delay, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<QueueJob>().WithIdentity(queue, "queues").Build();
        var trigger = TriggerBuilder.Create(time)
            .WithIdentity($"{queue}#{Interlocked.Increment(ref _wakes)}", "wakes")
            .StartAt(time.GetUtcNow() + delay)
            .Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}
