namespace Pulumi.Automation;

/// <summary>Options of <see cref="WorkspaceStack.DestroyAsync"/>.</summary>
public sealed class DestroyOptions : UpdateOptions
{
    /// <summary>Leave what depends on the excluded resources alone too.</summary>
    public bool? ExcludeDependents { get; set; }

    /// <summary>Destroy what depends on the targets too.</summary>
    public bool? TargetDependents { get; set; }

    /// <summary>Whether configuration in the result's summary shows secrets; they are shown unless false.</summary>
    public bool? ShowSecrets { get; set; }

    /// <summary>Show what would be destroyed, and destroy nothing.</summary>
    public bool? PreviewOnly { get; set; }

    public bool? ContinueOnError { get; set; }

    /// <summary>Read what is live first.</summary>
    public bool? Refresh { get; set; }

    public bool? RunProgram { get; set; }
}
