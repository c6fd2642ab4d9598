using Microsoft.Extensions.Logging;

namespace Pulumi.Automation;

/// <summary>Options of <see cref="WorkspaceStack.UpAsync"/>.</summary>
public sealed class UpOptions : UpdateOptions
{
    /// <summary>Fail if anything changes.</summary>
    public bool? ExpectNoChanges { get; set; }

    public bool? Diff { get; set; }

    /// <summary>URNs of resources to replace.</summary>
    public List<string>? Replace { get; set; }

    /// <summary>Leave what depends on the excluded resources alone too.</summary>
    public bool? ExcludeDependents { get; set; }

    /// <summary>Work on what depends on the targets too.</summary>
    public bool? TargetDependents { get; set; }

    /// <summary>Program to run instead of the workspace's.</summary>
    public PulumiFn? Program { get; set; }

    /// <summary>File of the update plan.</summary>
    public string? Plan { get; set; }

    /// <summary>Whether configuration in the result's summary shows secrets; they are shown unless false.</summary>
    public bool? ShowSecrets { get; set; }

    /// <summary>Gets what the inline program logs.</summary>
    public ILogger? Logger { get; set; }

    public bool? ContinueOnError { get; set; }

    /// <summary>Read what is live first.</summary>
    public bool? Refresh { get; set; }

    public bool? ShowReads { get; set; }
}
