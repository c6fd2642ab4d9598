using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>The small reader behind <see cref="YamlText"/>: block mappings, scalars on the line of their key, comments. Null for anything else.</summary>
internal sealed class BlockYamlReader
{
    private readonly List<(int Indent, string Text)> _lines = [];
    private int _at;

    private BlockYamlReader()
    {
    }

    public static YamlMapping? TryRead(string text)
    {
        var reader = new BlockYamlReader();
        return reader.Split(text) && (reader._lines.Count == 0 || reader._lines[0].Indent == 0)
            ? reader._lines.Count == 0 ? YamlNode.Empty : reader.Mapping(0) is { } mapping && reader._at == reader._lines.Count ? mapping : null
            : null;
    }

    /// <summary>Splits <c>key: value</c>; false when the line is no such thing.</summary>
    public static bool TrySplit(string line, out string key, out string value)
    {
        key = value = "";
        if (line.Length == 0)
            return false;
        int end;
        if (line[0] is '"' or '\'')
        {
            end = YamlScalars.EndOfQuoted(line);
            if (end < 0 || end >= line.Length || line[end] != ':' || (end + 1 < line.Length && line[end + 1] != ' ')
                || YamlScalars.Unquote(line[..end]) is not { } unquoted)
            {
                return false;
            }
            key = unquoted;
        }
        else
        {
            end = line.IndexOf(": ", StringComparison.Ordinal);
            if (end < 0)
                end = line.EndsWith(':') ? line.Length - 1 : -1;
            if (end <= 0 || !YamlScalars.CanStartPlain(line) || line.AsSpan(0, end).Contains(" #", StringComparison.Ordinal))
                return false;
            key = line[..end].TrimEnd();
        }
        value = end + 1 < line.Length ? line[(end + 1)..].Trim() : "";
        return true;
    }

    private bool Split(string text)
    {
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd(' ', '\r');
            var indent = line.Length - line.TrimStart(' ').Length;
            var content = line[indent..];
            if (content.Length == 0 || content[0] == '#' || (content == "---" && _lines.Count == 0))
                continue;
            if (content.Contains('\t', StringComparison.Ordinal) || (indent == 0 && content is "---" or "..."))
                return false;
            _lines.Add((indent, content));
        }
        return true;
    }

    private YamlMapping? Mapping(int indent)
    {
        var items = ImmutableArray.CreateBuilder<KeyValuePair<string, YamlNode>>();
        while (_at < _lines.Count && _lines[_at].Indent == indent)
        {
            if (!TrySplit(_lines[_at].Text, out var key, out var value))
                return null;
            _at++;
            var nested = _at < _lines.Count && _lines[_at].Indent > indent;
            YamlNode? node;
            if (value.Length == 0 || value[0] == '#')
                node = nested ? Mapping(_lines[_at].Indent) : new YamlScalar("", Quoted: false);
            else
                node = nested ? null : YamlScalars.Read(value);
            if (node is null || items.Any(item => item.Key == key))
                return null;
            items.Add(KeyValuePair.Create(key, node));
        }
        return _at < _lines.Count && _lines[_at].Indent > indent ? null : new YamlMapping(items.ToImmutable());
    }
}
