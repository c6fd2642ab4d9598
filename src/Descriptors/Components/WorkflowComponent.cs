using System.Text.Json.Nodes;

namespace Provisioner.Descriptors.Components;

/// <summary>A job whose settings were drawn in Databricks and taken over as they are.</summary>
public sealed record WorkflowComponent : Workload
{
    public override ComponentKind Kind => ComponentKind.Workflow;

    /// <summary>May a live workflow that differs be overwritten?</summary>
    public bool Override { get; init; }

    /// <summary>The Jobs API's settings, untouched but for <c>name</c>, which is <see cref="Workload.ObjectName"/>. Treat as read-only: clone before changing.</summary>
    public required JsonObject Settings { get; init; }

    public required IReadOnlyList<WorkflowTaskReference> References { get; init; }

    /// <summary>Where the workflow was drawn; only told, never used.</summary>
    public string? OriginalJobId { get; init; }
}

/// <summary>What a task points at, by the name that is looked up in the target workspace.</summary>
public sealed record WorkflowTaskReference
{
    public required string TaskKey { get; init; }

    public required WorkflowReferenceType Type { get; init; }

    /// <summary>The id where the workflow was drawn: of the job, pipeline, warehouse or cluster.</summary>
    public string? OriginalId { get; init; }

    /// <summary>The name of the job, pipeline, warehouse or cluster.</summary>
    public required string Name { get; init; }

    /// <summary>Dotted path of this entry in the descriptor, for messages.</summary>
    public required string Path { get; init; }
}

/// <summary>What kind of thing a task points at.</summary>
public enum WorkflowReferenceType
{
    Pipeline,
    Job,
    Warehouse,
    Cluster,
}
