using System.Text.Json.Nodes;

namespace Pulumi.Automation.Serialization;

/// <summary>Stack settings as a tree, and back.</summary>
internal static class StackSettingsText
{
    public static StackSettings Read(JsonObject json) => new()
    {
        SecretsProvider = json.OptionalText("secretsprovider"),
        EncryptedKey = json.OptionalText("encryptedkey"),
        EncryptionSalt = json.OptionalText("encryptionsalt"),
        Config = json["config"] is JsonObject config
            ? config.ToDictionary(value => value.Key, value => ReadValue(value.Value), StringComparer.Ordinal)
            : null,
    };

    public static JsonObject Write(StackSettings settings)
    {
        var json = new JsonObject();
        Add("secretsprovider", settings.SecretsProvider);
        Add("encryptedkey", settings.EncryptedKey);
        Add("encryptionsalt", settings.EncryptionSalt);
        if (settings.Config is { } config)
        {
            json["config"] = new JsonObject(config.Select(value => KeyValuePair.Create(
                value.Key,
                value.Value.IsSecure ? new JsonObject { ["secure"] = value.Value.Value } : (JsonNode?)value.Value.Value)));
        }
        return json;

        void Add(string name, string? text)
        {
            if (text is not null)
            {
                json[name] = text;
            }
        }
    }

    private static StackSettingsConfigValue ReadValue(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } json when json["secure"] is JsonValue => new(json.Text("secure"), isSecure: true),
        JsonObject or JsonArray => new(node.ToJsonString(), isSecure: false),
        _ => new(node?.ToString() ?? "", isSecure: false),
    };
}
