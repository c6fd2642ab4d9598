namespace Provisioner.Sdk.Tests.Automation;

/// <summary>Which SDK these tests are built with.</summary>
internal static class SdkBuild
{
    /// <summary>The official packages. What they do otherwise is skipped there by name, with the reason.</summary>
    public static bool IsOfficial => false;
}
