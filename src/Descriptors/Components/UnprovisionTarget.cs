using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Paths;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Components;

/// <summary>What must be known to take a component away; everything but the ids is read leniently.</summary>
public sealed record UnprovisionTarget
{
    public required ComponentId Id { get; init; }

    public required ComponentKind Kind { get; init; }

    public required string Environment { get; init; }

    /// <summary>The workspace of the object that goes (an output port's view workspace); null when the descriptor's cannot be used, see <see cref="Warnings"/>.</summary>
    public WorkspaceReference? Workspace { get; init; }

    /// <summary>The name of the job, workflow or pipeline; null for an output port.</summary>
    public string? ObjectName { get; init; }

    /// <summary>Null for a workload.</summary>
    public TableName? View { get; init; }

    public string? WarehouseName { get; init; }

    /// <summary>Null for an output port, or when the descriptor's cannot be used.</summary>
    public WorkspacePath? RepoPath { get; init; }

    /// <summary>What could not be read and is therefore left alone.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public string StackName => Names.StackName.Of(Id, Environment);
}
