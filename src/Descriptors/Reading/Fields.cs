using System.Globalization;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Descriptors.Reading;

/// <summary>The fields of one map of the document, read by type. What is wrong goes to the problems, and the reading goes on with a stand-in, so that all
/// problems are found in one pass. The fields of a map that is itself missing are silent: its absence is one problem, not twenty.</summary>
internal sealed class Fields(YamlMapping? mapping, string path, ProblemList problems)
{
    /// <summary>The longest name that reaches a path, a filter or a statement.</summary>
    public const int NameLength = 255;

    public string Path => path;

    public bool IsMissing => mapping is null;

    public ProblemList Problems => problems;

    public string PathOf(string field) => path.Length == 0 ? field : $"{path}.{field}";

    public void Problem(string field, string message) => problems.Add(PathOf(field), message);

    /// <summary>The field's node; null when the field is missing or holds nothing. Templates write blank texts for what was not filled in, of whatever type it is.</summary>
    public YamlNode? Find(string field) => mapping?.Find(field) is { } node && !IsNothing(node) ? node : null;

    public bool Has(string field) => Find(field) is not null;

    /// <summary>A name or another short text of one line.</summary>
    public string RequiredText(string field, int maxLength = NameLength) => OptionalText(field, maxLength) ?? Missing(field, string.Empty);

    /// <summary>Null when the field is missing or blank; empty after a problem.</summary>
    /// <param name="asWritten">As in <see cref="LongText"/>.</param>
    public string? OptionalText(string field, int maxLength = NameLength, bool asWritten = false)
    {
        if (LongText(field, asWritten) is not { } text)
            return null;
        if (text.Length > maxLength)
            Problem(field, $"is longer than {maxLength} characters.");
        else if (text.Any(char.IsControl))
            Problem(field, "must be a single line without tabs.");
        else
            return text;
        return string.Empty;
    }

    /// <summary>A text that may have several lines; null when missing, empty after a problem.</summary>
    /// <param name="asWritten">It is for people only: what would read as a number (a version 1.0, a name 2024) is the text that was written.</param>
    public string? LongText(string field, bool asWritten = false)
    {
        if (Find(field) is not { } node)
            return null;
        if (node is YamlScalar scalar && (asWritten || IsText(scalar)))
            return scalar.Text;
        Problem(field, $"must be text, but is {node.Description}{(node is YamlScalar ? "; put it in quotes" : string.Empty)}.");
        return string.Empty;
    }

    /// <summary>One of some words, in the spelling of the list whatever the document's; null when missing.</summary>
    public string? Choice(string field, params IReadOnlyList<string> words)
    {
        if (OptionalText(field) is not { Length: > 0 } text)
            return null;
        if (words.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is { } found)
            return found;
        Problem(field, $"must be one of {string.Join(", ", words)}, but is '{text}'.");
        return words[0];
    }

    public string RequiredChoice(string field, params IReadOnlyList<string> words) =>
        Has(field) ? Choice(field, words) ?? Missing(field, words[0]) : Missing(field, words[0]);

    public bool Boolean(string field, bool absent = false)
    {
        if (Find(field) is not { } node)
            return absent;
        if (node is YamlScalar scalar && YamlScalarKind.Of(scalar) == YamlScalarType.Boolean)
            return char.ToLowerInvariant(scalar.Text[0]) == 't';
        Problem(field, $"must be true or false, but is {node.Description}.");
        return absent;
    }

    public int RequiredInteger(string field, int minimum) => OptionalInteger(field, minimum) ?? (Has(field) ? minimum : Missing(field, minimum));

    public int? OptionalInteger(string field, int minimum)
    {
        if (Find(field) is not { } node)
            return null;
        if (node is not YamlScalar scalar || YamlScalarKind.Of(scalar) != YamlScalarType.Integer)
            Problem(field, $"must be a whole number, but is {node.Description}.");
        else if (!int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            Problem(field, $"is out of range: {Shorten(scalar.Text)}.");
        else if (number < minimum)
            Problem(field, $"must be at least {minimum}, but is {number}.");
        else
            return number;
        return null;
    }

    public double? OptionalNumber(string field)
    {
        if (Find(field) is not { } node)
            return null;
        if (node is YamlScalar scalar && YamlScalarKind.Of(scalar) is YamlScalarType.Integer or YamlScalarType.Number
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        Problem(field, $"must be a number, but is {node.Description}.");
        return null;
    }

    public Fields RequiredSection(string field)
    {
        var section = OptionalSection(field);
        if (section.IsMissing && !IsMissing && !Has(field))
            Problem(field, "is required.");
        return section;
    }

    /// <summary>The fields of a map below; <see cref="IsMissing"/> when there is none.</summary>
    public Fields OptionalSection(string field)
    {
        var node = Find(field);
        if (node is not (null or YamlMapping))
            Problem(field, $"must be a map of fields, but is {node.Description}.");
        return new Fields(node as YamlMapping, PathOf(field), problems);
    }

    /// <summary>The items of a list with the path of each; none when the field is missing.</summary>
    public IReadOnlyList<(YamlNode Node, string Path)> Items(string field)
    {
        var node = Find(field);
        if (node is YamlSequence sequence)
            return [.. sequence.Items.Select((item, i) => (item, $"{PathOf(field)}[{i}]"))];
        if (node is not null)
            Problem(field, $"must be a list, but is {node.Description}.");
        return [];
    }

    /// <summary>The items of a list of maps; each that is none is a problem and left out.</summary>
    public IEnumerable<Fields> Sections(string field)
    {
        foreach (var (node, itemPath) in Items(field))
        {
            if (problems.IsFull)
                yield break;
            if (node is YamlMapping item)
                yield return new Fields(item, itemPath, problems);
            else
                problems.Add(itemPath, $"must be a map of fields, but is {node.Description}.");
        }
    }

    /// <summary>The items of a list of short texts.</summary>
    public IReadOnlyList<(string Text, string Path)> Texts(string field)
    {
        var texts = new List<(string, string)>();
        foreach (var (node, itemPath) in Items(field))
        {
            if (problems.IsFull)
                break;
            if (node is not YamlScalar scalar || YamlScalarKind.Of(scalar) != YamlScalarType.Text || string.IsNullOrWhiteSpace(scalar.Text))
                problems.Add(itemPath, $"must be text, but is {(node is YamlScalar { Text: "" } ? "nothing" : node.Description)}.");
            else
                texts.Add((scalar.Text, itemPath));
        }

        return texts;
    }

    public T Missing<T>(string field, T standIn)
    {
        if (!IsMissing)
            Problem(field, "is required.");
        return standIn;
    }

    private static bool IsText(YamlScalar scalar) => YamlScalarKind.Of(scalar) == YamlScalarType.Text;

    private static bool IsNothing(YamlNode node) => node is YamlScalar scalar && (string.IsNullOrWhiteSpace(scalar.Text) || YamlScalarKind.Of(scalar) == YamlScalarType.Null);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
