namespace Pulumi.Automation;

/// <summary>The language of a project.</summary>
public enum ProjectRuntimeName
{
    NodeJS,
    Go,
    Python,
    Dotnet,
}
