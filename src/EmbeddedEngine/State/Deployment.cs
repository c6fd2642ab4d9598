using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.State;

/// <summary>The state of a stack between two steps: what a checkpoint file holds, decrypted.</summary>
public sealed record Deployment
{
    public static Deployment Empty { get; } = new();

    /// <summary>In dependency order: each resource stands after its parent, its provider and its dependencies.</summary>
    public ImmutableArray<ResourceState> Resources { get; init; } = [];

    /// <summary>Operations that had begun when the state was written.</summary>
    public ImmutableArray<PendingOperation> PendingOperations { get; init; } = [];
}

public enum PendingOperationType
{
    Creating,
    Updating,
    Deleting,
    Reading,
    Importing,
}

public sealed record PendingOperation(ResourceState Resource, PendingOperationType Type);
