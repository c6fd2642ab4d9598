using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pulumi.Automation.Serialization;

/// <summary>Text of project and stack files, YAML or JSON, as one kind of tree. Scalars of YAML are text there: their meaning is for the reader of the file.</summary>
internal static class SettingsText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <exception cref="FormatException">The text is not YAML or JSON, or not a mapping.</exception>
    public static JsonObject Read(string text, string path)
    {
        try
        {
            if (IsJson(path))
            {
                return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true }) as JsonObject
                    ?? throw new FormatException($"'{path}' does not hold an object.");
            }
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            return stream.Documents.Count == 0 ? []
                : FromYaml(stream.Documents[0].RootNode) switch
                {
                    JsonObject mapping => mapping,
                    null => [],
                    _ => throw new FormatException($"'{path}' does not hold a mapping."),
                };
        }
        catch (Exception exception) when (exception is JsonException or YamlException)
        {
            throw new FormatException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    public static string Write(JsonObject settings, string path)
    {
        if (IsJson(path))
        {
            return settings.ToJsonString(Indented) + "\n";
        }
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(ToYaml(settings))).Save(writer, assignAnchors: false);
        var text = writer.ToString();
        // The writer ends a document with a mark, which nobody expects in a file of one document.
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^"...\n".Length] : text;
    }

    private static bool IsJson(string path) => string.Equals(Path.GetExtension(path), ".json", StringComparison.OrdinalIgnoreCase);

    private static JsonNode? FromYaml(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(member => KeyValuePair.Create(((YamlScalarNode)member.Key).Value ?? "", FromYaml(member.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(FromYaml)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => null,
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new FormatException($"A YAML node of type {node.NodeType} is not supported."),
    };

    private static YamlNode ToYaml(JsonNode? node) => node switch
    {
        JsonObject members => new YamlMappingNode(members.Where(member => member.Value is not null)
            .Select(member => KeyValuePair.Create<YamlNode, YamlNode>(new YamlScalarNode(member.Key), ToYaml(member.Value)))),
        JsonArray items => new YamlSequenceNode(items.Select(ToYaml)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        null => new YamlScalarNode("null"),
        _ => new YamlScalarNode(node.ToJsonString()),
    };

    /// <summary>Quotes text that another YAML reader would take for something else.</summary>
    private static YamlScalarNode Text(string text)
        => new(text) { Style = LooksLikeNoText(text) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any };

    private static bool LooksLikeNoText(string text)
        => text is "" or "~" || text.ToUpperInvariant() is "NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N"
            || double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
            || text[0] is '.' or '0';
}
