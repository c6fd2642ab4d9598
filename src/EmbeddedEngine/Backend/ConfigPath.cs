using System.Collections.Immutable;
using System.Globalization;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>A path into a structured value: <c>outer.inner[0]["key.with.dots"]</c>. A step is a name or an index.</summary>
internal static class ConfigPath
{
    private const int MaximumIndex = 10_000;

    /// <exception cref="BackendException">Not a path.</exception>
    public static ImmutableArray<object> Parse(string path)
    {
        var steps = ImmutableArray.CreateBuilder<object>();
        for (var at = 0; at < path.Length;)
        {
            if (path[at] == '[')
            {
                at = Bracket(path, at, steps);
                continue;
            }
            if (path[at] == '.')
            {
                if (at == 0)
                    throw new BackendException($"invalid configuration key: expected a property name in '{path}'");
                at++;
            }
            var end = path.IndexOfAny(['.', '['], at);
            end = end < 0 ? path.Length : end;
            if (end > at)
                steps.Add(path[at..end]);
            else if (at < path.Length && path[at] != '[')
                throw new BackendException($"invalid configuration key: expected a property name in '{path}'");
            at = end;
        }
        if (steps.Count == 0 || steps[0] is not string)
            throw new BackendException($"invalid configuration key: the path '{path}' must start with a name");
        return steps.ToImmutable();
    }

    public static YamlNode? Get(YamlNode? node, ReadOnlySpan<object> steps)
    {
        foreach (var step in steps)
        {
            node = (node, step) switch
            {
                (YamlMapping mapping, string name) => mapping[name],
                (YamlSequence sequence, int index) when index < sequence.Items.Length => sequence.Items[index],
                _ => null,
            };
        }
        return node;
    }

    public static YamlNode Set(YamlNode? node, ReadOnlySpan<object> steps, YamlNode value)
    {
        if (steps.IsEmpty)
            return value;
        var rest = steps[1..];
        switch (node, steps[0])
        {
            case (null or YamlMapping or YamlScalar { IsNull: true }, string name):
                var mapping = node as YamlMapping ?? YamlNode.Empty;
                return mapping.Set(name, Set(mapping[name], rest, value));
            case (null or YamlSequence or YamlScalar { IsNull: true }, int index):
                var items = (node as YamlSequence)?.Items ?? [];
                if (index > items.Length)
                    throw new BackendException("array index out of range");
                return new YamlSequence(index == items.Length ? items.Add(Set(null, rest, value)) : items.SetItem(index, Set(items[index], rest, value)));
            default:
                throw new BackendException(steps[0] is int ? "an array was expected" : "an object was expected");
        }
    }

    public static YamlNode Remove(YamlNode node, ReadOnlySpan<object> steps)
    {
        var child = Get(node, steps[..1]);
        if (child is null)
            return node;
        return (node, steps[0]) switch
        {
            (YamlMapping mapping, string name) => steps.Length == 1 ? mapping.Remove(name) : mapping.Set(name, Remove(child, steps[1..])),
            (YamlSequence sequence, int index) => new YamlSequence(
                steps.Length == 1 ? sequence.Items.RemoveAt(index) : sequence.Items.SetItem(index, Remove(child, steps[1..]))),
            _ => node,
        };
    }

    private static int Bracket(string path, int at, ImmutableArray<object>.Builder steps)
    {
        if (at + 1 < path.Length && path[at + 1] == '"')
        {
            var quoted = path[(at + 1)..];
            var end = YamlScalars.EndOfQuoted(quoted);
            if (end < 0 || end >= quoted.Length || quoted[end] != ']' || YamlScalars.Unquote(quoted[..end]) is not { } name)
                throw new BackendException($"invalid configuration key: missing closing quote or bracket in '{path}'");
            steps.Add(name);
            return at + 1 + end + 1;
        }
        var close = path.IndexOf(']', at);
        if (close < 0 || !int.TryParse(path.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > MaximumIndex)
            throw new BackendException($"invalid configuration key: not an array index in '{path}'");
        steps.Add(index);
        return close + 1;
    }
}
