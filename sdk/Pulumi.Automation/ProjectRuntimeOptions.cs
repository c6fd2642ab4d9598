namespace Pulumi.Automation;

/// <summary>Options of a project's runtime.</summary>
public class ProjectRuntimeOptions
{
    public bool? TypeScript { get; set; }

    public string? Binary { get; set; }

    public string? VirtualEnv { get; set; }
}
