using System.Globalization;
using System.Text.Json.Nodes;

namespace Provisioner.Descriptors.Yaml;

/// <summary>A YAML tree as JSON: unquoted words of the core schema become numbers, truth values and nulls.</summary>
internal static class YamlJson
{
    public static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMapping mapping => Convert(mapping),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Convert)]),
        YamlScalar scalar => Convert(scalar),
        _ => null,
    };

    public static JsonObject Convert(YamlMapping mapping)
    {
        var json = new JsonObject();
        foreach (var (name, value) in mapping.Fields)
            json[name] = Convert(value);
        return json;
    }

    private static JsonNode? Convert(YamlScalar scalar) => YamlScalarKind.Of(scalar) switch
    {
        YamlScalarType.Null => null,
        YamlScalarType.Boolean => JsonValue.Create(char.ToLowerInvariant(scalar.Text[0]) == 't'),
        YamlScalarType.Integer when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => JsonValue.Create(integer),
        YamlScalarType.Number when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
            JsonValue.Create(number),
        // Octal, hexadecimal, infinite and huge numbers have no JSON form that keeps them: they stay the text that was written.
        _ => JsonValue.Create(scalar.Text),
    };
}
