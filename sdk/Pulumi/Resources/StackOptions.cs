namespace Pulumi;

/// <summary>Options of the whole program.</summary>
public class StackOptions
{
    /// <summary>Applied to every resource of the program.</summary>
    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];
}
