namespace Pulumi.Automation;

/// <summary>Options of <see cref="Workspace.InstallAsync"/>.</summary>
public class InstallOptions
{
    public bool NoPlugins { get; set; }

    public bool NoDependencies { get; set; }

    public bool Reinstall { get; set; }

    public bool UseLanguageVersionTools { get; set; }
}
