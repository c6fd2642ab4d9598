namespace Provisioner.Descriptors.Yaml;

/// <summary>A node of a YAML document, bounded in every direction by <see cref="YamlLimits"/>.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>Nodes under and including this one with every alias counted in full.</summary>
    public abstract int Weight { get; }

    /// <summary>Levels under and including this one.</summary>
    public abstract int Height { get; }

    /// <summary>What it is, in a word for messages.</summary>
    public abstract string Description { get; }

    private protected static (int Weight, int Height) Add(IEnumerable<YamlNode> children, int own)
    {
        var height = 0;
        foreach (var child in children)
            (own, height) = (own + child.Weight, Math.Max(height, child.Height));
        return (own, height + 1);
    }
}

/// <summary>A text, number, truth value or nothing.</summary>
/// <param name="Text">As in the document.</param>
/// <param name="IsPlain">Written without quotes: then it may be something else than a text.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, int Line, int Column) : YamlNode(Line, Column)
{
    public override int Weight => 1;

    public override int Height => 1;

    public override string Description => YamlScalarKind.Of(this) switch
    {
        YamlScalarType.Null => "nothing",
        YamlScalarType.Boolean => "a truth value",
        YamlScalarType.Integer or YamlScalarType.Number => "a number",
        _ => "text",
    };
}

internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    private readonly (int Weight, int Height) _size = Add(Items, 1);

    public override int Weight => _size.Weight;

    public override int Height => _size.Height;

    public override string Description => "a list";
}

internal sealed record YamlMapping(IReadOnlyDictionary<string, YamlNode> Fields, int Line, int Column) : YamlNode(Line, Column)
{
    private readonly (int Weight, int Height) _size = Add(Fields.Values, Fields.Count + 1);

    public override int Weight => _size.Weight;

    public override int Height => _size.Height;

    public override string Description => "a map of fields";

    public YamlNode? Find(string field) => Fields.GetValueOrDefault(field);
}
