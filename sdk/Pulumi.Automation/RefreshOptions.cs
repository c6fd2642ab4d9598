namespace Pulumi.Automation;

/// <summary>Options of <see cref="WorkspaceStack.RefreshAsync"/>.</summary>
public sealed class RefreshOptions : UpdateOptions
{
    /// <summary>Show what would change in the state, and change nothing.</summary>
    public bool? PreviewOnly { get; set; }

    /// <summary>Fail if anything changes.</summary>
    public bool? ExpectNoChanges { get; set; }

    /// <summary>Whether configuration in the result's summary shows secrets; they are shown unless false.</summary>
    public bool? ShowSecrets { get; set; }

    public bool? SkipPendingCreates { get; set; }

    /// <summary>Forget creations that were interrupted.</summary>
    public bool? ClearPendingCreates { get; set; }

    /// <summary>Ids of objects whose creation was interrupted.</summary>
    public List<PendingCreateValue>? ImportPendingCreates { get; set; }

    public bool? RunProgram { get; set; }
}
