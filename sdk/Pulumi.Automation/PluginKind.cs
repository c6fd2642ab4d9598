namespace Pulumi.Automation;

/// <summary>What a plugin is.</summary>
public enum PluginKind
{
    Analyzer,
    Language,
    Resource,
}
