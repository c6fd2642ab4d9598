using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Repositories;
using Provisioner.Facts.State;

namespace Provisioner.Facts.Components;

/// <summary>Facts of a component that runs code.</summary>
public abstract record WorkloadFacts : ComponentFacts
{
    private protected WorkloadFacts()
    {
    }

    public required RepositoryFacts Repository { get; init; }

    /// <summary>Live jobs or pipelines with the component's name.</summary>
    public required LiveObjects Objects { get; init; }
}

public sealed record JobFacts : WorkloadFacts;

public sealed record WorkflowFacts : WorkloadFacts
{
    /// <summary>What each name that a task refers to is in the target workspace.</summary>
    public required IReadOnlyList<ResolvedName> ResolvedNames { get; init; }
}

public sealed record PipelineFacts : WorkloadFacts
{
    public required CatalogFacts Catalog { get; init; }

    /// <summary>Content hashes of the pipeline's notebooks in the workspace, by path; kept as a stack output. Empty while the repo is not synchronised.</summary>
    public IReadOnlyDictionary<string, string> NotebookHashes { get; init; } = new Dictionary<string, string>();
}

/// <summary>A name and what has it.</summary>
/// <param name="Ids">Ids of all things of that kind with exactly that name: none, one or many.</param>
public sealed record ResolvedName(ResolvedKind Kind, string Name, IReadOnlyList<string> Ids);

/// <summary>What kind of thing a workflow's task refers to.</summary>
public enum ResolvedKind
{
    Job,
    Pipeline,
    Warehouse,
    Cluster,
}
