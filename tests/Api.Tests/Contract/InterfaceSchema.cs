using System.Text.Json.Nodes;
using NJsonSchema;

namespace Provisioner.Api.Tests.Contract;

/// <summary>The interface's own words, as JSON Schema.</summary>
internal static class InterfaceSchema
{
    private static readonly string Text = Read();

    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromJsonAsync(Text));

    public static JsonObject Definitions => JsonNode.Parse(Text)!["definitions"]!.AsObject();

    public static async Task ConformsAsync(string definition, JsonNode? answer)
    {
        var schema = (await Schema.Value).Definitions[definition];
        var errors = schema.Validate(answer?.ToJsonString() ?? "null");
        Assert.True(errors.Count == 0, $"{definition}: {string.Join("; ", errors)} in {answer}");
    }

    private static string Read()
    {
        using var stream = typeof(InterfaceSchema).Assembly.GetManifestResourceStream("interface.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
