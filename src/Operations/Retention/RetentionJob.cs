using Quartz;

namespace Provisioner.Operations.Retention;

/// <summary>Quartz's side of <see cref="Pruner"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(Pruner pruner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await pruner.PruneAsync(cancellationToken);
}
