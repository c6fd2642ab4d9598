using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Provisioner.EmbeddedEngine.Values;

/// <summary>One step of a <see cref="PropertyPath"/>: a name (<c>*</c> stands for every name and index), or an index when the name is null.</summary>
public readonly record struct PropertyPathElement(string? Name, int Index)
{
    public bool IsWildcard => Name == "*";

    public bool Covers(PropertyPathElement other) => IsWildcard || this == other;
}

/// <summary>
/// The place of a nested property, as <c>ignoreChanges</c>, <c>replaceOnChanges</c> and detailed diffs write it:
/// <c>tasks[0].notebookTask.notebookPath</c>, <c>tags["a.b"]</c>, <c>columns[*].name</c>, <c>*</c>.
/// </summary>
public sealed class PropertyPath
{
    private PropertyPath(ImmutableArray<PropertyPathElement> elements) => Elements = elements;

    public ImmutableArray<PropertyPathElement> Elements { get; }

    public static PropertyPath Root { get; } = new([]);

    public PropertyPath Append(string name) => new(Elements.Add(new PropertyPathElement(name, 0)));

    public PropertyPath Append(int index) => new(Elements.Add(new PropertyPathElement(null, index)));

    /// <summary>False for text that is no path: a leading or trailing dot, an open bracket or quote, an index that is no number.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PropertyPath? path)
    {
        path = null;
        var elements = ImmutableArray.CreateBuilder<PropertyPathElement>();
        if (text.StartsWith('.'))
        {
            return false;
        }

        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '.' && ++at == text.Length)
            {
                return false;
            }

            if (text[at] != '[')
            {
                var end = text.AsSpan(at).IndexOfAny('.', '[');
                end = end < 0 ? text.Length : at + end;
                elements.Add(new PropertyPathElement(text[at..end], 0));
                at = end;
            }
            else if (!TryParseIndex(text, ref at, out var element))
            {
                return false;
            }
            else
            {
                elements.Add(element);
            }
        }

        path = new PropertyPath(elements.ToImmutable());
        return true;
    }

    /// <summary>Whether <paramref name="other"/> is this place or one inside it; wildcards in this path match any name or index.</summary>
    public bool Contains(PropertyPath other)
    {
        if (other.Elements.Length < Elements.Length)
        {
            return false;
        }

        for (var i = 0; i < Elements.Length; i++)
        {
            if (!Elements[i].Covers(other.Elements[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var element in Elements)
        {
            if (element.Name is not { } name)
            {
                text.Append('[').Append(element.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else if (name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                text.Append(text.Length == 0 ? "" : ".").Append(name);
            }
            else
            {
                text.Append("[\"").Append(name.Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"]");
            }
        }

        return text.ToString();
    }

    private static bool TryParseIndex(string text, ref int at, out PropertyPathElement element)
    {
        element = default;
        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            return TryParseQuoted(text, ref at, out element);
        }

        var close = text.IndexOf(']', at);
        if (close < 0)
        {
            return false;
        }

        var inner = text[(at + 1)..close];
        at = close + 1;
        if (inner == "*")
        {
            element = new PropertyPathElement("*", 0);
            return true;
        }

        var isNumber = int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index);
        element = new PropertyPathElement(null, index);
        return isNumber;
    }

    private static bool TryParseQuoted(string text, ref int at, out PropertyPathElement element)
    {
        element = default;
        var name = new StringBuilder();
        for (var i = at + 2; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                if (i + 1 >= text.Length || text[i + 1] != ']')
                {
                    return false;
                }

                at = i + 2;
                element = new PropertyPathElement(name.ToString(), 0);
                return true;
            }

            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"')
            {
                i++;
            }

            name.Append(text[i]);
        }

        return false;
    }
}
