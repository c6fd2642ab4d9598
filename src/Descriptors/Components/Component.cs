using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Components;

/// <summary>One component of a data product, read from its descriptor, with every default filled in.</summary>
public abstract record Component
{
    private protected Component()
    {
    }

    public required ComponentId Id { get; init; }

    /// <summary>Dotted path of the component in its descriptor (<c>dataProduct.components[0]</c>), for problems that show later than in the reading.</summary>
    public required string Path { get; init; }

    public abstract ComponentKind Kind { get; }

    public required DataProduct DataProduct { get; init; }

    /// <summary>The name for people; never used to find anything.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Empty when the descriptor has none.</summary>
    public required string Description { get; init; }

    public required WorkspaceReference Workspace { get; init; }

    /// <summary>The metastore that a managed workspace is attached to; null only when nothing is managed.</summary>
    public string? Metastore { get; init; }

    /// <summary>The stack that holds this component's state.</summary>
    public string StackName => Names.StackName.Of(Id, DataProduct.Environment);
}
