using Pulumi.Automation.Exceptions;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

/// <summary>The project file and the stacks' settings files of a working folder.</summary>
internal sealed class WorkspaceFiles(string folder)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public async Task<ProjectSettings?> ReadProjectAsync(CancellationToken cancellationToken)
    {
        var path = Find("Pulumi");
        return File.Exists(path)
            ? ProjectSettingsText.Read(SettingsText.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), path))
            : null;
    }

    public Task WriteProjectAsync(ProjectSettings settings, CancellationToken cancellationToken)
    {
        var path = Find("Pulumi");
        return File.WriteAllTextAsync(path, SettingsText.Write(ProjectSettingsText.Write(settings), path), cancellationToken);
    }

    /// <summary>Writes the settings if there is no project file. Default settings give way to what is there, others must agree with it.</summary>
    /// <exception cref="ProjectSettingsConflictException">They do not.</exception>
    public async Task InitializeProjectAsync(ProjectSettings settings, CancellationToken cancellationToken)
    {
        var existing = await ReadProjectAsync(cancellationToken).ConfigureAwait(false);
        if (existing is null)
        {
            await WriteProjectAsync(settings, cancellationToken).ConfigureAwait(false);
        }
        else if (!ProjectSettingsText.Same(settings, ProjectSettings.Default(settings.Name)) && !ProjectSettingsText.Same(settings, existing))
        {
            throw new ProjectSettingsConflictException(Find("Pulumi"));
        }
    }

    public async Task<StackSettings?> ReadStackAsync(string stackName, CancellationToken cancellationToken)
    {
        var path = Find(StackFile(stackName));
        return File.Exists(path)
            ? StackSettingsText.Read(SettingsText.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), path))
            : null;
    }

    public Task WriteStackAsync(string stackName, StackSettings settings, CancellationToken cancellationToken)
    {
        var path = Find(StackFile(stackName));
        return File.WriteAllTextAsync(path, SettingsText.Write(StackSettingsText.Write(settings), path), cancellationToken);
    }

    private static string StackFile(string stackName) => "Pulumi." + stackName[(stackName.LastIndexOf('/') + 1)..];

    private string Find(string name)
        => Extensions.Select(extension => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists) ?? Path.Combine(folder, name + Extensions[0]);
}
