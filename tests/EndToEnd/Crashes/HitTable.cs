using System.Globalization;
using System.Text;

namespace Provisioner.EndToEnd.Crashes;

/// <summary>How many kills hit which point.</summary>
internal sealed class HitTable(IEnumerable<string> points)
{
    private readonly List<string> _points = [.. points];
    private readonly Dictionary<string, int> _hits = [];

    public IReadOnlyList<string> Missed => [.. _points.Where(point => !_hits.ContainsKey(point))];

    public void Hit(string point)
    {
        Assert.Contains(point, _points);
        _hits[point] = _hits.GetValueOrDefault(point) + 1;
    }

    public string Print()
    {
        var text = new StringBuilder("kills  point\n");
        foreach (var point in _points)
            text.Append(CultureInfo.InvariantCulture, $"{_hits.GetValueOrDefault(point),5}  {point}\n");
        return text.ToString();
    }
}
