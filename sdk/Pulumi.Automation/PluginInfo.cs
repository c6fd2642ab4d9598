namespace Pulumi.Automation;

/// <summary>A plugin that is installed.</summary>
public class PluginInfo
{
    internal PluginInfo()
    {
    }

    public string Name { get; internal init; } = "";

    public string? Path { get; internal init; }

    public PluginKind Kind { get; internal init; }

    public string? Version { get; internal init; }

    /// <summary>Bytes.</summary>
    public long Size { get; internal init; }

    public DateTimeOffset InstallTime { get; internal init; }

    public DateTimeOffset LastUsedTime { get; internal init; }

    public string? ServerUrl { get; internal init; }
}
