using Provisioner.Facts.State;

namespace Provisioner.Facts.Repositories;

/// <summary>The repo of a workload, and what stands around it.</summary>
public sealed record RepositoryFacts
{
    public static RepositoryFacts Absent { get; } = new() { Repo = LiveObjects.None };

    /// <summary>The repo at the component's path: none or one.</summary>
    public required LiveObjects Repo { get; init; }

    /// <summary>Where the live repo comes from; null when there is none.</summary>
    public string? Url { get; init; }
}
