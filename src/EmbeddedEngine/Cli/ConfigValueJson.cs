using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>A configuration value in JSON outputs: text, structure if it is one, secretness. A hidden secret has no text.</summary>
internal static class ConfigValueJson
{
    public static void Write(GoJsonWriter writer, string key, ConfigValue value, bool reveal, Lazy<PassphraseCrypter?> crypter)
    {
        writer.StartObject();
        if (!value.IsSecret || reveal)
        {
            var text = value.Reveal(value.IsSecret ? crypter.Value : null, key);
            writer.String("value", text);
            if (value.IsObject)
            {
                using var document = JsonDocument.Parse(text);
                writer.Name("objectValue");
                JsonCopy.Write(writer, document.RootElement);
            }
        }
        writer.Name("secret");
        writer.Bool(value.IsSecret);
        writer.EndObject();
    }
}
