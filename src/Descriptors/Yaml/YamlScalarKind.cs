namespace Provisioner.Descriptors.Yaml;

internal enum YamlScalarType
{
    Text,
    Null,
    Boolean,
    Integer,
    Number,
}

/// <summary>
/// The core schema of YAML 1.2 (chapter 10.3): which unquoted words are no texts. Read by hand: it is asked of every key of a document, and regular
/// expressions took more time than the parser.
/// </summary>
internal static class YamlScalarKind
{
    private const int LongestNumber = 400;

    public static YamlScalarType Of(YamlScalar scalar) => scalar.IsPlain ? OfPlain(scalar.Text) : YamlScalarType.Text;

    /// <param name="text">Written without quotes.</param>
    public static YamlScalarType OfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarType.Boolean,
        { Length: > LongestNumber } => YamlScalarType.Text,
        [(>= '0' and <= '9') or '-' or '+' or '.', ..] => OfNumber(text),
        _ => YamlScalarType.Text,
    };

    private static YamlScalarType OfNumber(ReadOnlySpan<char> text)
    {
        if (text is ".nan" or ".NaN" or ".NAN" || IsRadix(text, "0o", "01234567") || IsRadix(text, "0x", "0123456789abcdefABCDEF"))
            return YamlScalarType.Number;
        var rest = text[0] is '-' or '+' ? text[1..] : text;
        if (rest is ".inf" or ".Inf" or ".INF")
            return YamlScalarType.Number;
        var whole = Digits(ref rest);
        if (whole > 0 && rest.IsEmpty)
            return YamlScalarType.Integer;
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            if (Digits(ref rest) + whole == 0)
                return YamlScalarType.Text;
        }
        else if (whole == 0)
        {
            return YamlScalarType.Text;
        }

        return rest.IsEmpty || IsExponent(rest) ? YamlScalarType.Number : YamlScalarType.Text;
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('e' or 'E'))
            return false;
        var rest = text[1..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        return Digits(ref rest) > 0 && rest.IsEmpty;
    }

    private static bool IsRadix(ReadOnlySpan<char> text, string prefix, string digits) =>
        text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal) && text[prefix.Length..].IndexOfAnyExcept(digits) < 0;

    /// <summary>Takes the digits in front, and counts them.</summary>
    private static int Digits(ref ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? text.Length : count;
        text = text[count..];
        return count;
    }
}
