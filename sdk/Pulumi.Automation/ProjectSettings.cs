namespace Pulumi.Automation;

/// <summary>The file <c>Pulumi.yaml</c>.</summary>
public class ProjectSettings(string name, ProjectRuntime runtime)
{
    public ProjectSettings(string name, ProjectRuntimeName runtime)
        : this(name, new ProjectRuntime(runtime))
    {
    }

    public string Name { get; set; } = name;

    public ProjectRuntime Runtime { get; set; } = runtime;

    /// <summary>Folder or file of the program, when it is not where the project file is.</summary>
    public string? Main { get; set; }

    public string? Description { get; set; }

    public string? Author { get; set; }

    public string? Website { get; set; }

    public string? License { get; set; }

    /// <summary>Folder of the stacks' settings files.</summary>
    public string? Config { get; set; }

    public ProjectTemplate? Template { get; set; }

    public ProjectBackend? Backend { get; set; }

    /// <summary>What an inline program has when no settings are given; a project file in the working folder wins over these.</summary>
    internal static ProjectSettings Default(string name) => new(name, ProjectRuntimeName.Dotnet) { Main = Directory.GetCurrentDirectory() };
}
