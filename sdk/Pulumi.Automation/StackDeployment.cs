using System.Text.Json;

namespace Pulumi.Automation;

/// <summary>The state of a stack, as <c>pulumi stack export</c> writes it.</summary>
public sealed class StackDeployment
{
    private StackDeployment(int version, JsonElement json)
    {
        Version = version;
        Json = json;
    }

    public int Version { get; }

    public JsonElement Json { get; }

    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="KeyNotFoundException">It has no version.</exception>
    public static StackDeployment FromJsonString(string jsonString)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(jsonString);
        return new StackDeployment(json.GetProperty("version").GetInt32(), json);
    }
}
