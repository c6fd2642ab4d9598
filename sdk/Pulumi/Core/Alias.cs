namespace Pulumi;

/// <summary>A former identity of a resource: a whole URN, or the parts in which it differed from today's.</summary>
public sealed class Alias
{
    /// <summary>The whole former URN; excludes all other parts.</summary>
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    /// <summary>The former parent; excludes <see cref="ParentUrn"/> and <see cref="NoParent"/>.</summary>
    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    /// <summary>It was directly under the stack.</summary>
    public bool NoParent { get; set; }
}
