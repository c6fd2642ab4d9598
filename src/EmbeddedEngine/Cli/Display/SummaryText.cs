using System.Collections.Immutable;
using System.Globalization;
using Provisioner.EmbeddedEngine.Events;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary>The counts at the end of an operation.</summary>
internal static class SummaryText
{
    public static string Render(SummaryEvent summary, int errored)
    {
        var text = new System.Text.StringBuilder("Resources:\n");
        var (kinds, changes) = (0, 0);
        foreach (var op in StepText.Operations)
        {
            var count = summary.ResourceChanges.GetValueOrDefault(op);
            if (count == 0 || op == StepText.Same || StepText.IsRead(op))
                continue;
            kinds++;
            changes += count;
            text.Append(CultureInfo.InvariantCulture, $"    {StepText.Sign(op)}{count} {(summary.IsPreview ? "to " + op : StepText.PastTense(op))}\n");
        }
        var pieces = new List<string>();
        if (kinds >= 2)
            pieces.Add(string.Create(CultureInfo.InvariantCulture, $"{changes} changes"));
        if (summary.ResourceChanges.GetValueOrDefault(StepText.Same) is var same and > 0)
            pieces.Add(string.Create(CultureInfo.InvariantCulture, $"{same} unchanged"));
        if (pieces.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"    {string.Join(". ", pieces)}\n");
        if (errored > 0)
            text.Append(CultureInfo.InvariantCulture, $"    {errored} errored\n");
        if (!summary.IsPreview)
            text.Append(CultureInfo.InvariantCulture, $"\nDuration: {Duration(summary.Duration)}\n");
        return text.ToString();
    }

    private static string Duration(TimeSpan duration)
    {
        var seconds = (long)Math.Ceiling(duration.TotalSeconds);
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return string.Create(CultureInfo.InvariantCulture, $"{(hours > 0 ? $"{hours}h" : "")}{(hours > 0 || minutes > 0 ? $"{minutes}m" : "")}{seconds % 60}s");
    }
}
