namespace Provisioner.Descriptors.Components;

/// <summary>A Delta Live Tables pipeline.</summary>
public sealed record PipelineComponent : Workload
{
    public override ComponentKind Kind => ComponentKind.Pipeline;

    /// <summary>CORE, PRO or ADVANCED.</summary>
    public required string ProductEdition { get; init; }

    public bool Continuous { get; init; }

    /// <summary>Absolute workspace paths, at least one.</summary>
    public required IReadOnlyList<string> Notebooks { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required string Catalog { get; init; }

    /// <summary>The schema that the pipeline writes to.</summary>
    public required string Target { get; init; }

    public bool Photon { get; init; }

    public required IReadOnlyList<PipelineNotification> Notifications { get; init; }

    /// <summary>CURRENT or PREVIEW.</summary>
    public required string Channel { get; init; }

    public required PipelineCluster Cluster { get; init; }

    /// <summary>Content hashes of notebooks that the owner accepts as they are in the workspace, by path.</summary>
    public required IReadOnlyDictionary<string, string> NotebookHashes { get; init; }
}

/// <summary>Who is told about which events of a pipeline.</summary>
public sealed record PipelineNotification(string Mail, IReadOnlyList<string> Alerts);
