using System.Diagnostics.CodeAnalysis;

namespace Provisioner.Descriptors.Workspaces;

/// <summary>A workspace reference, or the sentence that says why there is none.</summary>
public sealed record WorkspaceReading
{
    private WorkspaceReading(WorkspaceReference? workspace, string? problem) => (Workspace, Problem) = (workspace, problem);

    public WorkspaceReference? Workspace { get; }

    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Workspace))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Workspace is not null;

    internal static WorkspaceReading Of(WorkspaceReference workspace) => new(workspace, null);

    internal static WorkspaceReading Failed(string problem) => new(null, problem);
}
