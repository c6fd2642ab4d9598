namespace Pulumi.Automation;

/// <summary>Where the state of a project's stacks is kept.</summary>
public class ProjectBackend
{
    public string? Url { get; set; }
}
