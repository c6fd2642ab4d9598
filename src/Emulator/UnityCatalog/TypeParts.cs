using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Takes the inside of a nested type apart.</summary>
internal static class TypeParts
{
    /// <summary>Splits at the commas of the outermost level.</summary>
    public static IReadOnlyList<string> Split(string inner)
    {
        var parts = new List<string>();
        var (depth, start, quoted) = (0, 0, false);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '`') quoted = !quoted;
            if (quoted) continue;
            if (inner[i] is '<' or '(') depth++;
            if (inner[i] is '>' or ')') depth--;
            if (inner[i] == ',' && depth == 0)
            {
                parts.Add(inner[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(inner[start..].Trim());
        return parts;
    }

    /// <summary>Name and type of a struct's field: <c>name: type</c>, optionally followed by NOT NULL and a comment, which are left out.</summary>
    public static (string Name, string Quoted, string Type) Field(string field)
    {
        var end = field.StartsWith('`') ? field.IndexOf('`', 1) + 1 : field.IndexOfAny([':', ' ']);
        if (end <= 0) throw ApiRefusal.Invalid($"[PARSE_SYNTAX_ERROR] '{field}' is no field of a struct.");
        var type = field[end..].TrimStart(' ', ':');
        foreach (var tail in new[] { " NOT NULL", " COMMENT " })
        {
            var at = type.IndexOf(tail, StringComparison.OrdinalIgnoreCase);
            if (at > 0) type = type[..at];
        }

        return (field[..end].Trim('`'), field[..end], type);
    }
}
