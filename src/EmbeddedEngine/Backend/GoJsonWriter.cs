using System.Buffers;
using System.Globalization;
using System.Text;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// Writes JSON byte for byte as the CLI's encoder does: same escapes, same numbers, and either no white space or one indent per level.
/// A state that both engines have written then differs only where its content differs.
/// </summary>
internal sealed class GoJsonWriter(int indent = 0, bool escapeHtml = false)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private int _depth;
    private bool _first = true;
    private bool _afterName;

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void StartObject() => Open((byte)'{');

    public void EndObject() => Close((byte)'}');

    public void StartArray() => Open((byte)'[');

    public void EndArray() => Close((byte)']');

    public void Name(string name)
    {
        Separate();
        Quote(name);
        Put((byte)':');
        if (indent > 0)
            Put((byte)' ');
        _afterName = true;
    }

    public void String(string value)
    {
        Separate();
        Quote(value);
    }

    public void String(string name, string value)
    {
        Name(name);
        String(value);
    }

    public void Number(double value) => Raw(Encoding.ASCII.GetBytes(FormatNumber(value)));

    public void Integer(long value) => Raw(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Null() => Raw("null"u8);

    /// <summary>A value that is JSON already. Only an unindented writer can take it as it is.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        _buffer.Write(json);
    }

    public override string ToString() => Encoding.UTF8.GetString(_buffer.WrittenSpan);

    /// <summary>Shortest digits that read back the same; an exponent below 1e-6 and from 1e21 on, as in JavaScript.</summary>
    internal static string FormatNumber(double value)
    {
        if (double.IsInfinity(value) || double.IsNaN(value))
            throw new InvalidOperationException($"The number {value} has no JSON form.");
        var magnitude = Math.Abs(value);
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E');
        if (mark < 0)
            return magnitude is > 0 and < 1e-6 ? throw new InvalidOperationException($"Unexpected number form {text}.") : text;
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = text[..mark];
        if (magnitude < 1e-6 || magnitude >= 1e21)
            return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture).TrimStart('0')}";
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return exponent >= 0
            ? sign + digits.PadRight(exponent + 1, '0')
            : sign + "0." + new string('0', -exponent - 1) + digits;
    }

    private void Open(byte bracket)
    {
        Separate();
        Put(bracket);
        _depth++;
        _first = true;
    }

    private void Close(byte bracket)
    {
        _depth--;
        if (!_first)
            NewLine();
        Put(bracket);
        _first = false;
    }

    private void Separate()
    {
        if (_afterName)
        {
            _afterName = false;
            _first = false;
            return;
        }
        if (_depth == 0)
            return;
        if (!_first)
            Put((byte)',');
        NewLine();
        _first = false;
    }

    private void NewLine()
    {
        if (indent == 0)
            return;
        var span = _buffer.GetSpan(1 + (indent * _depth));
        span[0] = (byte)'\n';
        span.Slice(1, indent * _depth).Fill((byte)' ');
        _buffer.Advance(1 + (indent * _depth));
    }

    private void Put(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    private void Quote(string value)
    {
        Put((byte)'"');
        var start = 0;
        for (var at = 0; at < value.Length; at++)
        {
            var escape = Escape(value[at], value, at);
            if (escape is null)
                continue;
            Encode(value.AsSpan(start, at - start));
            _buffer.Write(Encoding.UTF8.GetBytes(escape));
            start = at + 1;
        }
        Encode(value.AsSpan(start));
        Put((byte)'"');
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        var span = _buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        _buffer.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    private string? Escape(char c, string value, int at) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' => $"\\u{(int)c:x4}",
        '<' or '>' or '&' when escapeHtml => $"\\u{(int)c:x4}",
        '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
        _ when char.IsSurrogate(c) && !InPair(value, at) => "\\ufffd",
        _ => null,
    };

    private static bool InPair(string value, int at) =>
        char.IsHighSurrogate(value[at])
            ? at + 1 < value.Length && char.IsLowSurrogate(value[at + 1])
            : at > 0 && char.IsHighSurrogate(value[at - 1]);
}
