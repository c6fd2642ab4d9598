using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Identities;
using Provisioner.Facts.Workspaces;

namespace Provisioner.Facts.Components;

public sealed record OutputPortFacts : ComponentFacts
{
    public required CatalogFacts Catalog { get; init; }

    public required ViewFacts View { get; init; }

    /// <summary>The view that the own state holds, whatever its name, can be seen in the workspace.</summary>
    public bool OwnViewIsLive { get; init; }

    /// <summary>The workspace of the source table, when it is another; only read.</summary>
    public WorkspaceFacts? SourceWorkspace { get; init; }

    /// <summary>The source table's columns in their order; null when the table is not there.</summary>
    public IReadOnlyList<ColumnFact>? SourceColumns { get; init; }

    /// <summary>Ids of the warehouses with the descriptor's name: none, one or many.</summary>
    public required IReadOnlyList<string> WarehouseIds { get; init; }

    /// <summary>Who may read the view from now on (update-acl); null: as the own state says, or the live view before it was adopted.</summary>
    public IReadOnlyList<Principal>? RequestedAccess { get; init; }
}
