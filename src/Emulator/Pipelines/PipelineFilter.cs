using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Pipelines;

/// <summary>The list's filter: <c>name LIKE '…'</c> or <c>notebook='…'</c>; they cannot be combined. A quote in a text is doubled or has a backslash.</summary>
internal static partial class PipelineFilter
{
    public static Func<JsonObject, bool> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter)) return _ => true;
        if (NameFilter().Match(filter) is { Success: true } name)
        {
            var like = LikePattern.Of(Unquote(name.Groups["text"].Value));
            return pipeline => like.IsMatch(pipeline.Text("name") ?? "");
        }

        if (NotebookFilter().Match(filter) is { Success: true } notebook)
        {
            var path = Unquote(notebook.Groups["text"].Value);
            return pipeline => pipeline.Object("spec")!.Items("libraries").Any(l => l.Object("notebook")?.Text("path") == path);
        }

        throw ApiRefusal.Invalid($"Invalid filter: {filter}. Supported are name LIKE '<pattern>' and notebook='<path>'.");
    }

    /// <summary>Doubled quotes become one; backslashes stay, they belong to the pattern (<c>\%</c>, <c>\_</c>, <c>\\</c>, <c>\'</c>).</summary>
    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*name\s+like\s+'(?<text>(?:[^'\\]|''|\\.)*)'\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NameFilter();

    [GeneratedRegex(@"^\s*notebook\s*=\s*'(?<text>(?:[^'\\]|''|\\.)*)'\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotebookFilter();
}
