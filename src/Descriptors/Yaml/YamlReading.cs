using System.Diagnostics.CodeAnalysis;

namespace Provisioner.Descriptors.Yaml;

/// <summary>A document's root, or the one sentence that says why it cannot be read.</summary>
internal sealed record YamlReading
{
    private YamlReading(YamlNode? root, string? problem) => (Root, Problem) = (root, problem);

    public YamlNode? Root { get; }

    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Root))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Root is not null;

    public static YamlReading Of(YamlNode root) => new(root, null);

    public static YamlReading Failed(string problem) => new(null, problem);
}
