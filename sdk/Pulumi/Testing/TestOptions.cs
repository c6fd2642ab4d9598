namespace Pulumi.Testing;

/// <summary>What a program under test is told; everything has a default.</summary>
public class TestOptions
{
    /// <summary>"project" if not given.</summary>
    public string? ProjectName { get; set; }

    public string? RootDirectory { get; set; }

    /// <summary>"stack" if not given.</summary>
    public string? StackName { get; set; }

    /// <summary>True if not given: what has no value is then unknown.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>"organization" if not given.</summary>
    public string? OrganizationName { get; set; }
}
