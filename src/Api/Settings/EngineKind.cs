namespace Provisioner.Api.Settings;

/// <summary>Which engine converges the stacks.</summary>
internal enum EngineKind
{
    /// <summary>The one inside this program.</summary>
    Embedded,

    /// <summary>A <c>pulumi</c> executable with its provider plugins.</summary>
    Cli,
}
