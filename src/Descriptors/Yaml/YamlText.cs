using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Provisioner.Descriptors.Yaml;

/// <summary>YAML texts as JSON trees and back, for whoever is no descriptor. JSON is read as the YAML that it is.</summary>
public static class YamlText
{
    /// <returns>A map, or what is wrong with the text; the limits are those of descriptors.</returns>
    public static (JsonObject? Map, string? Problem) ReadMap(string text)
    {
        var reading = YamlTreeReader.Read(text);
        if (!reading.Succeeded)
            return (null, reading.Problem);
        return reading.Root is YamlMapping mapping ? (YamlJson.Convert(mapping), null) : (null, $"must be a map of fields, but is {reading.Root.Description}.");
    }

    /// <summary>Texts that would read as something else are quoted.</summary>
    public static string Write(JsonNode node) => new SerializerBuilder().WithQuotingNecessaryStrings().WithIndentedSequences().DisableAliases().Build().Serialize(Plain(node)!);

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject map => map.ToDictionary(member => member.Key, member => Plain(member.Value)),
        JsonArray list => list.Select(Plain).ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when value.TryGetValue<long>(out var whole) => whole,
            JsonValueKind.Number => double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
            _ => value.GetValue<string>(),
        },
        _ => null,
    };
}
