using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Provisioner.Emulator.Sql;

/// <summary>The grammar of the statements that the emulator runs: views are made, changed and dropped, comments set, one table is selected from.</summary>
internal static class SqlParser
{
    private static readonly TokenListParser<SqlToken, string> Identifier =
        Token.EqualTo(SqlToken.QuotedName).Select(t => SqlTokenizer.Name(t.ToStringValue())).Or(Token.EqualTo(SqlToken.Word).Select(t => t.ToStringValue()));

    private static readonly TokenListParser<SqlToken, IReadOnlyList<string>> Name = Identifier.AtLeastOnceDelimitedBy(Token.EqualTo(SqlToken.Dot)).Select(IReadOnlyList<string> (parts) => parts);

    private static readonly TokenListParser<SqlToken, string> Text = Token.EqualTo(SqlToken.Text).AtLeastOnce().Select(parts => string.Concat(parts.Select(p => SqlTokenizer.Literal(p.ToStringValue()))));

    private static readonly TokenListParser<SqlToken, string?> CommentClause = Word("COMMENT").IgnoreThen(Text).Select(string? (t) => t);

    private static readonly TokenListParser<SqlToken, bool> IfExists = Words("IF", "EXISTS").Value(true).Try().OptionalOrDefault();

    private static readonly TokenListParser<SqlToken, bool> IfNotExists = Words("IF", "NOT", "EXISTS").Value(true).Try().OptionalOrDefault();

    private static readonly TokenListParser<SqlToken, string> TypeName =
        from head in Token.EqualTo(SqlToken.Word)
        from rest in Token.EqualTo(SqlToken.Open).IgnoreThen(Token.EqualTo(SqlToken.Number).AtLeastOnceDelimitedBy(Token.EqualTo(SqlToken.Comma))).Then(numbers => Token.EqualTo(SqlToken.Close).Value(numbers)).OptionalOrDefault([])
        select rest.Length == 0 ? head.ToStringValue() : $"{head.ToStringValue()}({string.Join(',', rest.Select(r => r.ToStringValue()))})";

    private static readonly TokenListParser<SqlToken, string?> Alias =
        Word("AS").IgnoreThen(Identifier).Or(Identifier.Where(i => !SqlWords.EndSelection.Contains(i, StringComparer.OrdinalIgnoreCase)).Try()).Select(string? (a) => a);

    private static readonly TokenListParser<SqlToken, SelectItem?> Cast =
        from cast in Word("CAST").Then(_ => Token.EqualTo(SqlToken.Open)).Try()
        from column in Name
        from word in Word("AS")
        from type in TypeName
        from close in Token.EqualTo(SqlToken.Close)
        from alias in Alias.OptionalOrDefault()
        select new SelectItem(column, type, alias);

    private static readonly TokenListParser<SqlToken, SelectItem?> Item =
        Token.EqualTo(SqlToken.Star).Value((SelectItem?)null).Or(Cast).Or(from column in Name from alias in Alias.OptionalOrDefault() select (SelectItem?)new SelectItem(column, null, alias));

    private static readonly TokenListParser<SqlToken, Token<SqlToken>[]> Rest =
        Word("WHERE").Or(Word("LIMIT")).Or(Words("ORDER", "BY")).Then(first => Token.Matching<SqlToken>(k => k != SqlToken.Semicolon, "more").Many().Select(more => more.Length == 0 ? new[] { first } : more)).OptionalOrDefault([]);

    private static readonly TokenListParser<SqlToken, SelectQuery> Query =
        from start in Word("SELECT")
        from items in Item.AtLeastOnceDelimitedBy(Token.EqualTo(SqlToken.Comma))
        from word in Word("FROM")
        from table in NameWithEnd
        from alias in Alias.OptionalOrDefault()
        from rest in Rest
        select new SelectQuery(items, table.Name, alias, start.Position.Absolute, rest.Length > 0 ? End(rest[^1]) : table.End);

    private static readonly TokenListParser<SqlToken, ViewColumn> Column =
        from name in Identifier
        from comment in CommentClause.OptionalOrDefault()
        select new ViewColumn(name, comment);

    private static readonly TokenListParser<SqlToken, SqlStatement> Create =
        from create in Word("CREATE")
        from replace in Words("OR", "REPLACE").Value(true).OptionalOrDefault()
        from view in Word("VIEW")
        from ifNotExists in IfNotExists
        from name in Name
        from columns in Column.AtLeastOnceDelimitedBy(Token.EqualTo(SqlToken.Comma)).Between(Token.EqualTo(SqlToken.Open), Token.EqualTo(SqlToken.Close)).OptionalOrDefault([])
        from comment in CommentClause.OptionalOrDefault()
        from word in Word("AS")
        from query in Query
        select (SqlStatement)new CreateView(name, replace, ifNotExists, columns, comment, query);

    private static readonly TokenListParser<SqlToken, SqlStatement> Alter =
        from alter in Words("ALTER", "VIEW")
        from name in Name
        from word in Word("AS")
        from query in Query
        select (SqlStatement)new AlterViewAs(name, query);

    private static readonly TokenListParser<SqlToken, SqlStatement> Drop =
        from drop in Word("DROP")
        from kind in Word("VIEW").Or(Word("TABLE"))
        from ifExists in IfExists
        from name in Name
        select (SqlStatement)new DropStatement(kind.ToStringValue().ToUpperInvariant(), name, ifExists);

    private static readonly TokenListParser<SqlToken, SqlStatement> Comment =
        from comment in Words("COMMENT", "ON")
        from kind in Word("CATALOG").Or(Word("SCHEMA")).Or(Word("DATABASE")).Or(Word("TABLE")).Or(Word("VIEW")).Or(Word("COLUMN"))
        from name in Name
        from word in Word("IS")
        from text in Text.Select(string? (t) => t).Or(Word("NULL").Value((string?)null))
        select (SqlStatement)new CommentOn(kind.ToStringValue().ToUpperInvariant(), name, text);

    /// <summary>By the first word, so that what is wrong is told of the statement that was meant.</summary>
    private static readonly Dictionary<string, TokenListParser<SqlToken, SqlStatement>> Statements = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CREATE"] = Create, ["ALTER"] = Alter, ["DROP"] = Drop, ["COMMENT"] = Comment, ["SELECT"] = Query.Select(q => (SqlStatement)new SelectStatement(q)),
    };

    private static TokenListParser<SqlToken, (IReadOnlyList<string> Name, int End)> NameWithEnd =>
        Token.EqualTo(SqlToken.QuotedName).Or(Token.EqualTo(SqlToken.Word)).AtLeastOnceDelimitedBy(Token.EqualTo(SqlToken.Dot)).Select(tokens =>
            ((IReadOnlyList<string>)[.. tokens.Select(t => t.Kind == SqlToken.QuotedName ? SqlTokenizer.Name(t.ToStringValue()) : t.ToStringValue())], End(tokens[^1])));

    /// <summary>Reads a statement.</summary>
    /// <exception cref="SqlFailure">It is none, with Databricks' own message, or none that is emulated.</exception>
    public static SqlStatement Parse(string sql)
    {
        var tokens = SqlTokenizer.Instance.TryTokenize(sql);
        if (!tokens.HasValue) throw SqlFailure.Syntax(tokens.Remainder.Length > 0 ? tokens.Remainder.ToStringValue()[..1] : "end of input", tokens.ErrorPosition);
        var first = tokens.Value.FirstOrDefault();
        if (first.HasValue && SqlWords.NotEmulated.Contains(first.ToStringValue().ToUpperInvariant())) throw SqlFailure.NotEmulated(first.ToStringValue());
        if (!first.HasValue || !Statements.TryGetValue(first.ToStringValue(), out var statement)) throw SqlFailure.Syntax(first.HasValue ? first.ToStringValue() : "end of input", first.HasValue ? first.Position : Position.Zero);
        var result = statement.Then(s => Token.EqualTo(SqlToken.Semicolon).Many().Value(s)).AtEnd().TryParse(tokens.Value);
        if (result.HasValue) return result.Value;
        var at = tokens.Value.FirstOrDefault(t => t.Position.Absolute == result.ErrorPosition.Absolute);
        if (at.HasValue && SqlWords.BeyondOneTable.Contains(at.ToStringValue().ToUpperInvariant())) throw SqlFailure.NotEmulated(at.ToStringValue());
        throw SqlFailure.Syntax(at.HasValue ? at.ToStringValue() : "end of input", result.ErrorPosition);
    }

    private static int End(Token<SqlToken> token) => token.Span.Position.Absolute + token.Span.Length;

    private static TokenListParser<SqlToken, Token<SqlToken>> Word(string word) =>
        Token.EqualTo(SqlToken.Word).Where(t => string.Equals(t.ToStringValue(), word, StringComparison.OrdinalIgnoreCase), word).Try();

    private static TokenListParser<SqlToken, Token<SqlToken>> Words(params string[] words) => words.Skip(1).Aggregate(Word(words[0]), (parser, word) => parser.IgnoreThen(Word(word)));
}
