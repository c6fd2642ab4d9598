namespace Pulumi.Automation;

/// <summary>What runs a project's program.</summary>
public class ProjectRuntime(ProjectRuntimeName name)
{
    public ProjectRuntimeName Name { get; set; } = name;

    public ProjectRuntimeOptions? Options { get; set; }
}
