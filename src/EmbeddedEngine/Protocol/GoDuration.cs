using System.Globalization;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Durations as programs write them: <c>1h30m</c>, <c>90s</c>, <c>1.5h</c>.</summary>
internal static class GoDuration
{
    private static readonly (string Name, double Seconds)[] Units = [("ms", 1e-3), ("us", 1e-6), ("µs", 1e-6), ("ns", 1e-9), ("h", 3600), ("m", 60), ("s", 1)];

    /// <exception cref="ProtocolException">Not a duration.</exception>
    public static double Seconds(string text)
    {
        var total = 0d;
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
                end++;
            var unit = Units.FirstOrDefault(candidate => text.AsSpan(end).StartsWith(candidate.Name, StringComparison.Ordinal));
            if (unit.Name is null || !double.TryParse(text.AsSpan(at, end - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                throw new ProtocolException($"unable to parse customTimeout value '{text}'");
            total += number * unit.Seconds;
            at = end + unit.Name.Length;
        }
        return total;
    }
}
