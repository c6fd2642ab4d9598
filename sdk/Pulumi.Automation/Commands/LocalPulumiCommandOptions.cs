using Semver;

namespace Pulumi.Automation.Commands;

public class LocalPulumiCommandOptions
{
    /// <summary>The least version that will do; 3.1.0 when not given.</summary>
    public SemVersion? Version { get; set; }

    /// <summary>Folder with <c>bin/pulumi</c>; without it the executable is looked up on the path.</summary>
    public string? Root { get; set; }

    public bool SkipVersionCheck { get; set; }
}
