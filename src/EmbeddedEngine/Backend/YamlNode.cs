using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>A project or stack configuration file as far as its content matters.</summary>
internal abstract record YamlNode
{
    public static YamlMapping Empty { get; } = new([]);

    /// <summary>The value of a key; null when this is no mapping or has none.</summary>
    public YamlNode? this[string key] => (this as YamlMapping)?.Items.LastOrDefault(item => item.Key == key).Value;

    /// <summary>The text of a scalar; null for anything else, an empty plain scalar (null) included.</summary>
    public string? Text => this is YamlScalar scalar && !scalar.IsNull ? scalar.Value : null;
}

/// <param name="Quoted">A quoted scalar is a string, whatever it looks like.</param>
internal sealed record YamlScalar(string Value, bool Quoted) : YamlNode
{
    public bool IsNull => !Quoted && Value is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlSequence(ImmutableArray<YamlNode> Items) : YamlNode;

internal sealed record YamlMapping(ImmutableArray<KeyValuePair<string, YamlNode>> Items) : YamlNode
{
    public YamlMapping Set(string key, YamlNode value)
    {
        var at = Items.FindIndex(item => item.Key == key);
        var item = KeyValuePair.Create(key, value);
        return new YamlMapping(at < 0 ? Items.Add(item) : Items.SetItem(at, item));
    }

    public YamlMapping Remove(string key) => new(Items.RemoveAll(item => item.Key == key));
}
