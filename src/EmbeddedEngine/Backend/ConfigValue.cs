using System.Text.Json;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>A value of a stack's configuration as its file holds it: a text, an encrypted text, or a structure that may hold encrypted texts.</summary>
internal sealed record ConfigValue(YamlNode Node)
{
    private const string SecureKey = "secure";

    public bool IsObject => Node is YamlSequence or YamlMapping && SecureText(Node) is null;

    public bool IsSecret => Any(Node, node => SecureText(node) is not null);

    public static ConfigValue Plain(string text) => new(new YamlScalar(text, Quoted: true));

    public static ConfigValue Secure(string ciphertext) => new(SecureNode(ciphertext));

    public static YamlMapping SecureNode(string ciphertext) => new([KeyValuePair.Create<string, YamlNode>(SecureKey, new YamlScalar(ciphertext, Quoted: false))]);

    /// <summary>The plain text; for a structure its JSON.</summary>
    /// <exception cref="BackendException">A secret cannot be decrypted.</exception>
    public string Reveal(PassphraseCrypter? crypter, string key)
    {
        if (!IsObject)
            return SecureText(Node) is { } ciphertext ? Decrypt(crypter, ciphertext, key) : ((YamlScalar)Node).IsNull ? "" : ((YamlScalar)Node).Value;
        var writer = new GoJsonWriter(escapeHtml: true);
        Write(writer, Node, ciphertext => writer.String(Decrypt(crypter, ciphertext, key)), sorted: true);
        return writer.ToString();
    }

    /// <summary>The same value with its encrypted texts under another key.</summary>
    /// <exception cref="BackendException">A secret cannot be decrypted.</exception>
    public ConfigValue EncryptedAnew(PassphraseCrypter former, PassphraseCrypter crypter, string key)
    {
        return new ConfigValue(Anew(Node));

        YamlNode Anew(YamlNode node) => node switch
        {
            _ when SecureText(node) is { } ciphertext => SecureNode(crypter.Encrypt(Decrypt(former, ciphertext, key))),
            YamlSequence sequence => new YamlSequence([.. sequence.Items.Select(Anew)]),
            YamlMapping mapping => new YamlMapping([.. mapping.Items.Select(item => KeyValuePair.Create(item.Key, Anew(item.Value)))]),
            _ => node,
        };
    }

    public void WriteJson(GoJsonWriter writer)
    {
        if (Node is YamlScalar scalar)
        {
            writer.String(scalar.IsNull ? "" : scalar.Value);
            return;
        }
        Write(writer, Node, ciphertext =>
        {
            writer.StartObject();
            writer.String(SecureKey, ciphertext);
            writer.EndObject();
        }, sorted: true);
    }

    public static ConfigValue FromJson(JsonElement json) => new(FromJsonNode(json));

    private static YamlNode FromJsonNode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new YamlMapping([.. json.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, FromJsonNode(item.Value)))]),
        JsonValueKind.Array => new YamlSequence([.. json.EnumerateArray().Select(FromJsonNode)]),
        JsonValueKind.String => new YamlScalar(json.GetString()!, Quoted: true),
        _ => new YamlScalar(json.GetRawText(), Quoted: false),
    };

    public static YamlNode ParseJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FromJsonNode(document.RootElement);
    }

    private static string? SecureText(YamlNode node) => node is YamlMapping { Items: [{ Key: SecureKey, Value: YamlScalar text }] } ? text.Value : null;

    private static string Decrypt(PassphraseCrypter? crypter, string ciphertext, string key) =>
        crypter is not null && crypter.TryDecrypt(ciphertext, out var plaintext)
            ? plaintext
            : throw new BackendException($"could not decrypt configuration value of '{key}': it was not written with this stack's passphrase and salt");

    private static bool Any(YamlNode node, Func<YamlNode, bool> matches) => matches(node) || node switch
    {
        YamlSequence sequence => sequence.Items.Any(item => Any(item, matches)),
        YamlMapping mapping => mapping.Items.Any(item => Any(item.Value, matches)),
        _ => false,
    };

    private static void Write(GoJsonWriter writer, YamlNode node, Action<string> writeSecure, bool sorted)
    {
        switch (node)
        {
            case YamlMapping when SecureText(node) is { } ciphertext:
                writeSecure(ciphertext);
                break;
            case YamlMapping mapping:
                writer.StartObject();
                foreach (var (key, value) in sorted ? mapping.Items.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key)) : mapping.Items)
                {
                    writer.Name(key);
                    Write(writer, value, writeSecure, sorted);
                }
                writer.EndObject();
                break;
            case YamlSequence sequence:
                writer.StartArray();
                foreach (var item in sequence.Items)
                    Write(writer, item, writeSecure, sorted);
                writer.EndArray();
                break;
            case YamlScalar scalar:
                WriteScalar(writer, scalar);
                break;
            default:
                throw new InvalidOperationException($"Unknown node {node.GetType().Name}.");
        }
    }

    private static void WriteScalar(GoJsonWriter writer, YamlScalar scalar)
    {
        if (scalar.IsNull)
            writer.Null();
        else if (scalar.Quoted)
            writer.String(scalar.Value);
        else if (scalar.Value is "true" or "false")
            writer.Bool(scalar.Value == "true");
        else if (double.TryParse(scalar.Value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && YamlScalars.LooksTyped(scalar.Value))
        {
            writer.Number(number);
        }
        else
        {
            writer.String(scalar.Value);
        }
    }
}
