using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Provisioner.ReverseReader.Columns;

/// <summary>
/// Reads the type language of Databricks SQL: <c>struct&lt;a:int,b:array&lt;decimal(10,2)&gt; COMMENT 'x'&gt;</c>. The text comes from an
/// API: anything that is not of the language is answered with null, and nesting is bounded.
/// </summary>
internal sealed class SqlTypeParser
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;

    private SqlTypeParser(string text) => _text = text;

    public static SqlType? Parse(string text)
    {
        var parser = new SqlTypeParser(text);
        return parser.Type(0) is { } type && parser.AtEnd() ? type : null;
    }

    private SqlType? Type(int depth)
    {
        if (depth > MaxDepth || Word() is not { } word)
            return null;
        return word.ToUpperInvariant() switch
        {
            "ARRAY" when Take('<') => Type(depth + 1) is { } element && Take('>') ? new ArrayType(element) : null,
            "MAP" when Take('<') => Type(depth + 1) is { } key && Take(',') && Type(depth + 1) is { } value && Take('>') ? new MapType(key, value) : null,
            "STRUCT" when Take('<') => Fields(depth + 1) is { } fields ? new StructType(fields) : null,
            "INTERVAL" => Interval(),
            var name => Scalar(name),
        };
    }

    private ScalarType? Scalar(string name)
    {
        if (!Take('('))
            return TakeCollation() ? new ScalarType(name, []) : null;
        var parameters = ImmutableArray.CreateBuilder<int>();
        do
        {
            // geography(any) takes values of every reference system.
            if (Word() is not { } number)
                return null;
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                parameters.Add(value);
            else if (!number.Equals("ANY", StringComparison.OrdinalIgnoreCase))
                return null;
        }
        while (Take(','));
        return Take(')') && TakeCollation() ? new ScalarType(name, parameters.ToImmutable()) : null;
    }

    /// <summary>How a text is sorted and compared does not make it another type: <c>string collate UTF8_LCASE</c>.</summary>
    private bool TakeCollation()
    {
        if (PeekWord() != "COLLATE")
            return true;
        Word();
        return Word() is not null;
    }

    // interval year to month, interval day to second …: one type, whatever the units.
    private ScalarType Interval()
    {
        while (PeekWord() is not null and not ("NOT" or "COMMENT"))
            Word();
        return new ScalarType("INTERVAL", []);
    }

    private ImmutableArray<StructField>? Fields(int depth)
    {
        var fields = ImmutableArray.CreateBuilder<StructField>();
        if (Take('>'))
            return fields.ToImmutable();
        do
        {
            if (Name() is not { } name)
                return null;
            Take(':');
            SkipSpaces();
            var start = _at;
            if (Type(depth) is not { } type)
                return null;
            var typeText = _text[start.._at].Trim();
            var nullable = true;
            string? comment = null;
            if (PeekWord() == "NOT")
            {
                Word();
                if (Word()?.ToUpperInvariant() != "NULL")
                    return null;
                nullable = false;
            }

            if (PeekWord() == "COMMENT")
            {
                Word();
                if (Literal() is not { } text)
                    return null;
                comment = text;
            }

            fields.Add(new StructField(name, type, typeText, nullable, comment));
        }
        while (Take(','));
        return Take('>') ? fields.ToImmutable() : null;
    }

    private string? Name()
    {
        SkipSpaces();
        return _at < _text.Length && _text[_at] == '`' ? Quoted('`', doubled: true) : FieldWord();
    }

    private string? Literal()
    {
        SkipSpaces();
        return _at < _text.Length && _text[_at] is '\'' or '"' ? Quoted(_text[_at], doubled: false) : null;
    }

    private string? Quoted(char quote, bool doubled)
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (!doubled && _text[_at] == '\\' && _at + 1 < _text.Length)
            {
                text.Append(_text[++_at]);
            }
            else if (_text[_at] != quote)
            {
                text.Append(_text[_at]);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == quote)
            {
                text.Append(quote);
                _at++;
            }
            else
            {
                _at++;
                return text.ToString();
            }
        }

        return null;
    }

    /// <summary>
    /// Unity Catalog writes field names without quotes whatever they hold: everything up to the colon is the name, spaces too. Where SQL wrote the type
    /// there is no colon behind the name, but there may be one in the comment behind the type.
    /// </summary>
    private string? FieldWord()
    {
        var start = _at;
        var end = _text.AsSpan(start).IndexOfAny(":<>,") is var found and >= 0 ? start + found : _text.Length;
        var word = _text.AsSpan(start, end - start).IndexOf(' ') is var space and >= 0 ? start + space : end;
        var hasColon = end < _text.Length && _text[end] == ':' && _text.AsSpan(word, end - word).IndexOfAny("'\"") < 0;
        _at = hasColon ? end : word;
        return _text[start.._at].TrimEnd() is { Length: > 0 } name ? name : null;
    }

    private string? Word()
    {
        SkipSpaces();
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        return _at > start ? _text[start.._at] : null;
    }

    private string? PeekWord()
    {
        var start = _at;
        var word = Word();
        _at = start;
        return word?.ToUpperInvariant();
    }

    private bool Take(char wanted)
    {
        SkipSpaces();
        if (_at >= _text.Length || _text[_at] != wanted)
            return false;
        _at++;
        return true;
    }

    private bool AtEnd()
    {
        SkipSpaces();
        return _at == _text.Length;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
