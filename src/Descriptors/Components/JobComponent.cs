namespace Provisioner.Descriptors.Components;

/// <summary>A job with one notebook task on a new single-user cluster.</summary>
public sealed record JobComponent : Workload
{
    public override ComponentKind Kind => ComponentKind.Job;

    /// <summary>The branch or tag that the job runs from.</summary>
    public required GitReference Source { get; init; }

    /// <summary>The notebook inside the repository, without leading slash.</summary>
    public required string NotebookPath { get; init; }

    public Schedule? Schedule { get; init; }

    public required JobCluster Cluster { get; init; }
}

/// <summary>When a job starts by itself.</summary>
/// <param name="Cron">Quartz expression of six or seven fields.</param>
/// <param name="TimeZone">Java time zone id, such as <c>Europe/Rome</c>.</param>
public sealed record Schedule(string Cron, string TimeZone);
