using System.Globalization;
using System.Text;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Scalars of YAML on one line: reading the simple ones, writing all.</summary>
internal static class YamlScalars
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    /// <summary>Null: not a scalar that stands on one line, or not one that is surely understood.</summary>
    public static YamlNode? Read(string text)
    {
        if (text == "{}")
            return YamlNode.Empty;
        if (text == "[]")
            return new YamlSequence([]);
        if (text[0] is '"' or '\'')
        {
            var end = EndOfQuoted(text);
            if (end < 0 || (end < text.Length && !text[end..].TrimStart().StartsWith('#')))
                return null;
            return Unquote(text[..end]) is { } unquoted ? new YamlScalar(unquoted, Quoted: true) : null;
        }
        if (!CanStartPlain(text))
            return null;
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        var plain = (comment < 0 ? text : text[..comment]).TrimEnd();
        return plain.Contains(": ", StringComparison.Ordinal) || plain.EndsWith(':') ? null : new YamlScalar(plain, Quoted: false);
    }

    public static bool CanStartPlain(string text) => !Indicators.Contains(text[0], StringComparison.Ordinal)
        || (text[0] is '-' or '?' or ':' && text.Length > 1 && text[1] != ' ');

    /// <summary>Position after the closing quote; -1 when there is none.</summary>
    public static int EndOfQuoted(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[0] == '"' && text[at] == '\\')
                at++;
            else if (text[at] == text[0] && text[0] == '\'' && at + 1 < text.Length && text[at + 1] == '\'')
                at++;
            else if (text[at] == text[0])
                return at + 1;
        }
        return -1;
    }

    /// <summary>Null when an escape is not one of the common ones.</summary>
    public static string? Unquote(string quoted)
    {
        var inner = quoted[1..^1];
        if (quoted[0] == '\'')
            return inner.Replace("''", "'", StringComparison.Ordinal);
        var result = new StringBuilder(inner.Length);
        for (var at = 0; at < inner.Length; at++)
        {
            if (inner[at] != '\\')
            {
                result.Append(inner[at]);
                continue;
            }
            at++;
            switch (inner[at])
            {
                case 'n': result.Append('\n'); break;
                case 't': result.Append('\t'); break;
                case 'r': result.Append('\r'); break;
                case '0': result.Append('\0'); break;
                case '"' or '\\' or '/': result.Append(inner[at]); break;
                case 'u' when at + 4 < inner.Length && int.TryParse(inner.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                    result.Append((char)code);
                    at += 4;
                    break;
                default: return null;
            }
        }
        return result.ToString();
    }

    /// <summary>A string: plain when it reads back as one, quoted otherwise.</summary>
    public static string Write(string text)
    {
        if (text.Any(char.IsControl) || text.Any(char.IsSurrogate))
            return DoubleQuote(text);
        if (LooksTyped(text))
            return $"\"{text}\"";
        var plain = text[0] != ' ' && text[^1] != ' ' && text[^1] != ':' && CanStartPlain(text)
            && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);
        return plain ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>Whether a plain scalar of this text would be read as something else than a string.</summary>
    public static bool LooksTyped(string text) =>
        text.Length == 0
        || text.ToLowerInvariant() is "~" or "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n" or ".nan" or ".inf" or "-.inf" or "+.inf" or "<<" or "="
        || LooksLikeNumberOrTime(text);

    private static bool LooksLikeNumberOrTime(string text) =>
        (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '+' or '.' && text.Length > 1 && (char.IsAsciiDigit(text[1]) || text[1] == '.')))
        && text.All(c => char.IsAsciiHexDigit(c) || c is '.' or '-' or '+' or '_' or ':' or 'T' or 't' or 'Z' or 'z' or 'x' or 'X' or 'o' or 'O' or ' ');

    private static string DoubleQuote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }
        return result.Append('"').ToString();
    }
}
