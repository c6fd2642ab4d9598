using System.Collections.Immutable;
using System.Text;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// <c>Pulumi.&lt;stack&gt;.yaml</c>: salt and configuration of a stack. Changes touch the lines that they concern: comments, order and
/// what this version does not know stay as a person wrote them.
/// </summary>
internal sealed class StackConfigFile
{
    private const string SaltKey = "encryptionsalt";
    private const string ConfigKeyName = "config";

    private readonly string _path;
    private List<string> _lines;
    private YamlNode _root;

    private StackConfigFile(string path, string text)
    {
        _path = path;
        _lines = text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n')];
        _root = YamlText.Parse(text, path);
        if (_root is not YamlMapping && _root.Text is not null)
            throw new BackendException($"could not unmarshal '{path}': expected a mapping");
    }

    public string FilePath => _path;

    public string? Salt => _root[SaltKey]?.Text;

    /// <summary>A secrets provider other than the passphrase one; null otherwise.</summary>
    public string? ForeignSecretsProvider => _root["secretsprovider"]?.Text is { } provider && provider is not ("passphrase" or "default") ? provider : null;

    /// <summary>By full key (<c>project:name</c>).</summary>
    public ImmutableSortedDictionary<string, ConfigValue> Values =>
        (_root[ConfigKeyName] as YamlMapping)?.Items.ToImmutableSortedDictionary(item => item.Key, item => new ConfigValue(item.Value), StringComparer.Ordinal)
        ?? ImmutableSortedDictionary<string, ConfigValue>.Empty;

    public static StackConfigFile Load(string path) => new(path, File.Exists(path) ? File.ReadAllText(path) : "");

    public void SetSalt(string salt)
    {
        var line = $"{SaltKey}: {salt}";
        var at = _lines.FindIndex(existing => IsKey(existing, SaltKey));
        if (at >= 0)
            _lines[at] = line;
        else
            _lines.Insert(_lines.TakeWhile(existing => existing.StartsWith('#') || existing == "---").Count(), line);
        Changed();
    }

    public void Set(string key, ConfigValue value)
    {
        if (Section() is not { } section)
        {
            Rewrite(Values.SetItem(key, value));
            return;
        }
        var block = Block(key, value, section.Indent);
        if (Entry(section, key) is { } entry)
        {
            _lines.RemoveRange(entry.Start, entry.Count);
            _lines.InsertRange(entry.Start, block);
        }
        else
        {
            _lines.InsertRange(section.End, block);
        }
        Changed();
    }

    public void Remove(string key)
    {
        if (!Values.ContainsKey(key))
            return;
        if (Section() is { } section && Entry(section, key) is { } entry)
        {
            _lines.RemoveRange(entry.Start, entry.Count);
            if (Values.Count == 1)
                _lines.RemoveAll(line => IsKey(line, ConfigKeyName));
            Changed();
        }
        else
        {
            Rewrite(Values.Remove(key));
        }
    }

    public void Save()
    {
        var text = new StringBuilder();
        foreach (var line in _lines)
            text.Append(line).Append('\n');
        DurableFile.Write(_path, Encoding.UTF8.GetBytes(text.Length == 0 ? "{}\n" : text.ToString()), durable: false);
    }

    private void Changed() => _root = YamlText.Parse(string.Join('\n', _lines), _path);

    // The lines of the config mapping; made when there is none. Null when it is written in a form that has no lines of its own.
    private (int Start, int End, int Indent)? Section()
    {
        if (_lines is ["{}"])
            _lines = [];
        var start = _lines.FindIndex(line => IsKey(line, ConfigKeyName));
        if (start < 0)
        {
            if (_root[ConfigKeyName] is not null)
                return null;
            _lines.Add($"{ConfigKeyName}:");
            return (_lines.Count, _lines.Count, 2);
        }
        var rest = _lines[start][(_lines[start].IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        if (rest == "{}")
            _lines[start] = $"{ConfigKeyName}:";
        else if (rest.Length > 0 && rest[0] != '#')
            return null;
        var end = start + 1;
        for (var at = start + 1; at < _lines.Count && (Indent(_lines[at]) > 0 || IsBlank(_lines[at])); at++)
        {
            if (!IsBlank(_lines[at]))
                end = at + 1;
        }
        var first = _lines.Skip(start + 1).Take(end - start - 1).FirstOrDefault(line => !IsBlank(line));
        return (start + 1, end, first is null ? 2 : Indent(first));
    }

    private (int Start, int Count)? Entry((int Start, int End, int Indent) section, string key)
    {
        for (var at = section.Start; at < section.End; at++)
        {
            if (IsBlank(_lines[at]) || Indent(_lines[at]) != section.Indent || !BlockYamlReader.TrySplit(_lines[at].Trim(), out var name, out _) || name != key)
                continue;
            var end = at + 1;
            while (end < section.End && !IsBlank(_lines[end]) && Indent(_lines[end]) > section.Indent)
                end++;
            return (at, end - at);
        }
        return null;
    }

    private void Rewrite(ImmutableSortedDictionary<string, ConfigValue> values)
    {
        var lines = new List<string>();
        foreach (var (key, node) in (_root as YamlMapping ?? YamlNode.Empty).Items.Where(item => item.Key != ConfigKeyName))
            YamlWriter.Append(lines, key, node, 0);
        if (!values.IsEmpty)
        {
            lines.Add($"{ConfigKeyName}:");
            foreach (var (key, value) in values)
                YamlWriter.Append(lines, key, value.Node, 2);
        }
        _lines = lines;
        Changed();
    }

    private static List<string> Block(string key, ConfigValue value, int indent)
    {
        var lines = new List<string>();
        YamlWriter.Append(lines, key, value.Node, indent);
        return lines;
    }

    private static bool IsKey(string line, string key) => Indent(line) == 0 && BlockYamlReader.TrySplit(line.TrimEnd(), out var name, out _) && name == key;

    private static bool IsBlank(string line) => line.AsSpan().Trim().IsEmpty || line.AsSpan().TrimStart().StartsWith("#");

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
