using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Components;

/// <summary>A view that publishes a table.</summary>
public sealed record OutputPortComponent : Component
{
    public override ComponentKind Kind => ComponentKind.OutputPort;

    /// <summary>The table in <see cref="Component.Workspace"/> that the view selects from.</summary>
    public required TableName Source { get; init; }

    /// <summary>The view in <see cref="ViewWorkspace"/>.</summary>
    public required TableName View { get; init; }

    /// <summary>Where the view is made; equal to <see cref="Component.Workspace"/> when the descriptor names no other.</summary>
    public required WorkspaceReference ViewWorkspace { get; init; }

    /// <summary>The warehouse, in <see cref="ViewWorkspace"/>, that runs the view's statements.</summary>
    public required string WarehouseName { get; init; }

    /// <summary>The contract's columns; none: all that the source has.</summary>
    public required IReadOnlyList<ContractColumn> Columns { get; init; }
}

/// <summary>A three-part name. Parts are as given: quote them before they reach SQL.</summary>
public sealed record TableName(string Catalog, string Schema, string Name)
{
    /// <summary>Dotted, unquoted, as Unity Catalog's API wants it.</summary>
    public string FullName => $"{Catalog}.{Schema}.{Name}";

    public override string ToString() => FullName;
}

/// <summary>A column of an output port's contract.</summary>
public sealed record ContractColumn
{
    public required string Name { get; init; }

    public string? DataType { get; init; }

    public string? Description { get; init; }

    /// <summary>Dotted path of this entry in the descriptor, for messages.</summary>
    public required string Path { get; init; }
}
