namespace Pulumi.Automation.Exceptions;

/// <summary>The working folder has a project file that says something else than the settings given in code.</summary>
public class ProjectSettingsConflictException : Exception
{
    internal ProjectSettingsConflictException(string settingsFileLocation)
        : base($"The project settings given in code differ from those in '{settingsFileLocation}'.") => SettingsFileLocation = settingsFileLocation;

    public string SettingsFileLocation { get; }
}
