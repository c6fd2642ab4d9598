using System.Text;
using Provisioner.EmbeddedEngine.Events;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary>What was said about each resource, in the order in which resources were first spoken of.</summary>
internal sealed class DiagnosticList
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, List<DiagnosticEvent>> _byUrn = new(StringComparer.Ordinal);

    public void Add(string urn, DiagnosticEvent diagnostic)
    {
        if (!_byUrn.TryGetValue(urn, out var list))
        {
            _byUrn[urn] = list = [];
            _order.Add(urn);
        }
        list.Add(diagnostic);
    }

    public int Count(string urn, string severity) => _byUrn.TryGetValue(urn, out var list) ? list.Count(item => item.Severity == severity) : 0;

    public IEnumerable<string> Urns => _order;

    public string Render()
    {
        if (_order.Count == 0)
            return "";
        var text = new StringBuilder("Diagnostics:\n");
        foreach (var urn in _order)
        {
            text.Append("  ").Append(StepText.DisplayType(StepText.TypeOf(urn))).Append(" (").Append(StepText.Name(urn)).Append("):\n");
            foreach (var diagnostic in _byUrn[urn])
            {
                foreach (var line in (diagnostic.Prefix + diagnostic.Message).TrimEnd('\n').Split('\n'))
                    text.Append("    ").Append(line).Append('\n');
            }
            text.Append('\n');
        }
        return text.ToString();
    }
}
