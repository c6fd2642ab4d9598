namespace Pulumi.Automation;

/// <summary>What a project is as a template for others.</summary>
public class ProjectTemplate
{
    public string? Description { get; set; }

    public string? QuickStart { get; set; }

    public IDictionary<string, ProjectTemplateConfigValue>? Config { get; set; }

    public bool? Important { get; set; }
}
