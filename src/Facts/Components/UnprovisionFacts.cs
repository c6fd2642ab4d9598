using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;

namespace Provisioner.Facts.Components;

/// <summary>What is live of a component that is to be taken away. No identity is looked up for it.</summary>
public sealed record UnprovisionFacts
{
    /// <summary>A workspace that is gone is <see cref="WorkspaceState.Absent"/>: then nothing of the component is live.</summary>
    public required WorkspaceFacts Workspace { get; init; }

    public required OwnState OwnState { get; init; }

    /// <summary>Jobs or pipelines with exactly the component's name; of an output port none.</summary>
    public LiveObjects Objects { get; init; } = LiveObjects.None;

    /// <summary>The repo at the component's path; of an output port none.</summary>
    public LiveObjects Repo { get; init; } = LiveObjects.None;

    /// <summary>The output port's view; absent also when another kind of table has its name.</summary>
    public bool ViewExists { get; init; }

    /// <summary>Ids of the warehouses with the descriptor's name, which run the view's statements: none, one or many.</summary>
    public IReadOnlyList<string> WarehouseIds { get; init; } = [];

    /// <summary>Ids of all warehouses of an output port's workspace: the one that made the view may have another name by now, or be gone.</summary>
    public IReadOnlyList<string> LiveWarehouseIds { get; init; } = [];
}
