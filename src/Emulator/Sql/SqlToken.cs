using System.Globalization;
using System.Text;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace Provisioner.Emulator.Sql;

internal enum SqlToken
{
    Word,
    QuotedName,
    Text,
    Number,
    Dot,
    Comma,
    Open,
    Close,
    Semicolon,
    Star,
    Operator,
}

/// <summary>Cuts a statement into tokens: names in backticks (doubled inside), texts in quotes with backslash escapes, comments left out.</summary>
internal static class SqlTokenizer
{
    private static readonly TextParser<TextSpan> Word = Span.MatchedBy(
        Character.Matching(c => char.IsLetter(c) || c == '_', "letter").IgnoreThen(Character.Matching(c => char.IsLetterOrDigit(c) || c == '_', "letter").IgnoreMany()));

    private static readonly TextParser<TextSpan> QuotedName = Span.MatchedBy(
        Character.EqualTo('`').IgnoreThen(Span.EqualTo("``").Value('`').Try().Or(Character.Except('`')).IgnoreMany()).IgnoreThen(Character.EqualTo('`')));

    private static readonly TextParser<TextSpan> LineComment = Span.EqualTo("--").IgnoreThen(Span.MatchedBy(Character.Except('\n').IgnoreMany()));

    private static readonly TextParser<TextSpan> BlockComment = Comment.CStyle;

    public static Tokenizer<SqlToken> Instance { get; } = new TokenizerBuilder<SqlToken>()
        .Ignore(Span.WhiteSpace)
        .Ignore(LineComment)
        .Ignore(BlockComment)
        .Match(Word, SqlToken.Word)
        .Match(QuotedName, SqlToken.QuotedName)
        .Match(Text('\''), SqlToken.Text)
        .Match(Text('"'), SqlToken.Text)
        .Match(Numerics.Decimal, SqlToken.Number)
        .Match(Character.EqualTo('.'), SqlToken.Dot)
        .Match(Character.EqualTo(','), SqlToken.Comma)
        .Match(Character.EqualTo('('), SqlToken.Open)
        .Match(Character.EqualTo(')'), SqlToken.Close)
        .Match(Character.EqualTo(';'), SqlToken.Semicolon)
        .Match(Character.EqualTo('*'), SqlToken.Star)
        .Match(Character.In('=', '<', '>', '!', '+', '-', '/', '%', ':', '|', '&', '[', ']'), SqlToken.Operator)
        .Build();

    /// <summary>The name in backticks.</summary>
    public static string Name(string quoted) => quoted[1..^1].Replace("``", "`", StringComparison.Ordinal);

    /// <summary>The text of a literal, with its escapes resolved as Spark does.</summary>
    public static string Literal(string quoted)
    {
        var text = new StringBuilder();
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] != '\\' || i + 1 >= quoted.Length - 1)
            {
                text.Append(quoted[i]);
                continue;
            }

            var next = quoted[++i];
            if (next == 'u' && i + 4 < quoted.Length - 1 && int.TryParse(quoted.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 4;
            }
            else
            {
                text.Append(next switch { 'n' => "\n", 't' => "\t", 'r' => "\r", '0' => "\0", 'b' => "\b", 'Z' => "\u001a", '%' => "\\%", '_' => "\\_", _ => next.ToString() });
            }
        }

        return text.ToString();
    }

    private static TextParser<TextSpan> Text(char quote) => Span.MatchedBy(
        Character.EqualTo(quote)
            .IgnoreThen(Character.EqualTo('\\').IgnoreThen(Character.AnyChar).Or(Character.ExceptIn(quote, '\\')).IgnoreMany())
            .IgnoreThen(Character.EqualTo(quote)));
}
