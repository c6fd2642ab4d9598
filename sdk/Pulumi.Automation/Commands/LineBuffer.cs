using System.Text;

namespace Pulumi.Automation.Commands;

/// <summary>Collects what a command prints, and hands each line on as soon as it is complete.</summary>
internal sealed class LineBuffer(Action<string>? onLine) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _all = new();
    private int _lineStart;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            _all.Append(buffer);
            if (onLine is null || !buffer.Contains('\n'))
            {
                return;
            }
            var open = _all.ToString(_lineStart, _all.Length - _lineStart);
            var start = 0;
            for (var end = open.IndexOf('\n', start); end >= 0; end = open.IndexOf('\n', start))
            {
                onLine(open[start..end].TrimEnd('\r'));
                start = end + 1;
            }
            _lineStart += start;
        }
    }

    /// <summary>Hands on a last line that has no end, and returns everything.</summary>
    public string Finish()
    {
        lock (_lock)
        {
            if (onLine is not null && _lineStart < _all.Length)
            {
                onLine(_all.ToString(_lineStart, _all.Length - _lineStart).TrimEnd('\r'));
                _lineStart = _all.Length;
            }
            return _all.ToString();
        }
    }
}
