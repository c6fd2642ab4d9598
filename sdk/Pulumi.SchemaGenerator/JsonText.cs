using System.Text;

namespace Pulumi.SchemaGenerator;

/// <summary>
/// Reads the JSON of a schema file: objects keep their order. A generator is loaded by the compiler without its dependencies, so it
/// brings the little that it needs of a JSON reader.
/// </summary>
internal sealed class JsonText
{
    private readonly string _text;
    private int _position;

    private JsonText(string text) => _text = text;

    /// <returns>A string, a bool, a list of values, or a list of key-value pairs (an object).</returns>
    /// <exception cref="FormatException">Not JSON of the form that sdk/schemas/README.md describes.</exception>
    public static object Parse(string text)
    {
        var reader = new JsonText(text);
        var value = reader.ReadValue();
        reader.SkipBlanks();
        return reader._position == text.Length ? value : throw reader.Unexpected();
    }

    private object ReadValue()
    {
        SkipBlanks();
        switch (Peek())
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '"':
                return ReadString();
            case 't' when string.CompareOrdinal(_text, _position, "true", 0, 4) == 0:
                _position += 4;
                return true;
            default:
                throw Unexpected();
        }
    }

    private List<KeyValuePair<string, object>> ReadObject()
    {
        var members = new List<KeyValuePair<string, object>>();
        Expect('{');
        SkipBlanks();
        if (Peek() == '}')
        {
            _position++;
            return members;
        }
        while (true)
        {
            SkipBlanks();
            var key = ReadString();
            SkipBlanks();
            Expect(':');
            members.Add(new KeyValuePair<string, object>(key, ReadValue()));
            if (!ReadSeparator('}'))
            {
                return members;
            }
        }
    }

    private List<object> ReadArray()
    {
        var items = new List<object>();
        Expect('[');
        SkipBlanks();
        if (Peek() == ']')
        {
            _position++;
            return items;
        }
        do
        {
            items.Add(ReadValue());
        }
        while (ReadSeparator(']'));
        return items;
    }

    private bool ReadSeparator(char end)
    {
        SkipBlanks();
        if (Peek() == end)
        {
            _position++;
            return false;
        }
        Expect(',');
        return true;
    }

    private string ReadString()
    {
        Expect('"');
        var text = new StringBuilder();
        while (Peek() != '"')
        {
            var next = _text[_position++];
            if (next == '\\')
            {
                next = Peek();
                _position++;
                if (next is not ('"' or '\\' or '/'))
                {
                    throw Unexpected();
                }
            }
            text.Append(next);
        }
        _position++;
        return text.ToString();
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private char Peek() => _position < _text.Length ? _text[_position] : throw Unexpected();

    private void Expect(char expected)
    {
        if (Peek() != expected)
        {
            throw Unexpected();
        }
        _position++;
    }

    private FormatException Unexpected() => new("The schema is not well formed at character " + _position + ".");
}
