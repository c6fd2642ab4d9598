using System.Text.RegularExpressions;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>Names and texts inside of SQL statements.</summary>
internal static partial class SqlText
{
    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>
    /// A text literal as the real provider writes it: quotes are escaped by a backslash, unless they are already; other backslashes stay, so
    /// that a text may carry escapes. A text that would end the literal early is refused.
    /// </summary>
    public static string Literal(string text)
    {
        var escaped = text.Replace("\\'", "'", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        for (var index = 0; index < escaped.Length; index++)
        {
            if (escaped[index] == '\\' && ++index < escaped.Length)
                continue;
            if (index >= escaped.Length || escaped[index] == '\'')
                throw new ProviderException($"the text {text} has a backslash that would end its SQL literal: write it twice");
        }

        return $"'{escaped}'";
    }

    /// <summary>Two definitions of a view are the same when they differ in white space only.</summary>
    public static bool AreSame(string one, string other) => Collapse(one) == Collapse(other);

    /// <summary>As definitions are compared with the live one: no empty lines, four blanks for a tab.</summary>
    public static string Normalise(string definition) => LineBreaks().Replace(definition, "\n").Replace("\t", "    ", StringComparison.Ordinal);

    /// <summary>The type as Databricks writes it.</summary>
    public static string Type(string type)
    {
        var plain = type.Replace("`", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain switch
        {
            "integer" => "int",
            "long" => "bigint",
            "real" => "float",
            "short" => "smallint",
            "byte" => "tinyint",
            "decimal" or "dec" or "numeric" => "decimal(10,0)",
            _ => plain,
        };
    }

    private static string Collapse(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\r\n]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineBreaks();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();
}
