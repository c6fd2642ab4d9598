using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Provisioner.Emulator.Seeding;

/// <summary>A seed that has been read: objects by key. Unknown keys are refused, so that a misspelt one is not silently ignored.</summary>
internal sealed record SeedDocument(JsonObject Content)
{
    public bool WithDefault => Content.Flag("default") ?? true;
}

/// <summary>Reads a seed; JSON is read as the YAML that it is.</summary>
internal static class SeedReader
{
    private static readonly string[] Keys =
    [
        "default", "serverDefaults", "alteredViewsKeepComments", "workspaceCreationMs", "workspaceCreationPolls", "workspaceInvisibleMs", "everyWorkspace", "users", "groups", "servicePrincipals", "metastores", "workspaces", "resourceGroups",
        "catalogs", "schemas", "tables", "repositories",
    ];

    public static SeedDocument Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new EmulatorSeedException($"The seed is neither YAML nor JSON: {e.Message}");
        }

        if (stream.Documents.Count == 0) return new SeedDocument([]);
        if (Convert(stream.Documents[0].RootNode, 0) is not JsonObject content) throw new EmulatorSeedException("The seed must be an object");
        var unknown = content.Select(p => p.Key).Where(k => !Keys.Contains(k)).ToList();
        if (unknown.Count > 0) throw new EmulatorSeedException($"Unknown keys in the seed: {string.Join(", ", unknown)}; known are {string.Join(", ", Keys)}");
        return new SeedDocument(content);
    }

    private static JsonNode? Convert(YamlNode node, int depth)
    {
        if (depth > 50) throw new EmulatorSeedException("The seed is nested more than 50 levels deep");
        switch (node)
        {
            case YamlMappingNode map:
                var o = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    o[(key as YamlScalarNode)?.Value ?? throw new EmulatorSeedException($"A key at line {key.Start.Line} is no text")] = Convert(value, depth + 1);
                }

                return o;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(c => Convert(c, depth + 1))]);
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw new EmulatorSeedException($"Line {node.Start.Line} of the seed holds something else than a map, a list or a value");
        }
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain) return JsonValue.Create(text);
        return text switch
        {
            "" or "null" or "~" => null,
            "true" or "True" => JsonValue.Create(true),
            "false" or "False" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ => JsonValue.Create(text),
        };
    }
}
