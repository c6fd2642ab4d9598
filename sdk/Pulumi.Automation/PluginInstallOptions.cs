namespace Pulumi.Automation;

/// <summary>Options of <see cref="Workspace.InstallPluginAsync(string, string, PluginKind, PluginInstallOptions?, CancellationToken)"/>.</summary>
public class PluginInstallOptions
{
    public bool ExactVersion { get; set; }

    /// <summary>Where to get the plugin.</summary>
    public string? ServerUrl { get; set; }
}
