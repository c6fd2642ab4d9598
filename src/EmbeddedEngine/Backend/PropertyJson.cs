using System.Collections.Immutable;
using System.Text.Json;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Property values in the JSON of state files.</summary>
internal static class PropertyJson
{
    /// <summary>Deeper input is refused before it can exhaust the stack.</summary>
    public const int MaximumDepth = 256;

    public static void Write(GoJsonWriter writer, PropertyMap properties, ISecretCodec codec, string place)
    {
        writer.StartObject();
        foreach (var (name, value) in properties)
        {
            writer.Name(name);
            Write(writer, value, codec, place);
        }
        writer.EndObject();
    }

    public static void Write(GoJsonWriter writer, PropertyValue value, ISecretCodec codec, string place)
    {
        switch (value)
        {
            case NullValue:
                writer.Null();
                break;
            case BoolValue flag:
                writer.Bool(flag.Value);
                break;
            case NumberValue number:
                writer.Number(number.Value);
                break;
            case StringValue text:
                writer.String(text.Value);
                break;
            case ArrayValue array:
                writer.StartArray();
                foreach (var item in array.Items)
                    Write(writer, item, codec, place);
                writer.EndArray();
                break;
            case ObjectValue child:
                Write(writer, child.Properties, codec, place);
                break;
            case SecretValue secret:
                WriteSecret(writer, secret.Element, codec, place);
                break;
            case OutputValue { Element: null } or UnknownValue:
                writer.String(StateSignatures.UnknownValue);
                break;
            case OutputValue { Secret: true } output:
                WriteSecret(writer, output.Element!, codec, place);
                break;
            case OutputValue output:
                Write(writer, output.Element!, codec, place);
                break;
            case ResourceReferenceValue reference:
                WriteReference(writer, reference, codec, place);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType().Name} has no place in a state.");
        }
    }

    public static PropertyMap ReadObject(JsonElement json, ISecretCodec codec, string place)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new BackendException($"{place}: expected an object, found {Kind(json)}");
        return PropertyMap.From(json.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, Read(item.Value, codec, place))));
    }

    public static PropertyValue Read(JsonElement json, ISecretCodec codec, string place)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return PropertyValue.Null;
            case JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean();
            case JsonValueKind.Number:
                return json.GetDouble();
            case JsonValueKind.String:
                var text = json.GetString()!;
                return text == StateSignatures.UnknownValue ? PropertyValue.Unknown : text;
            case JsonValueKind.Array:
                var items = ImmutableArray.CreateBuilder<PropertyValue>(json.GetArrayLength());
                foreach (var item in json.EnumerateArray())
                    items.Add(Read(item, codec, place));
                return new ArrayValue(items.MoveToImmutable());
            default:
                return json.TryGetProperty(StateSignatures.Key, out var signature) && signature.ValueKind == JsonValueKind.String
                    ? ReadSpecial(json, signature.GetString()!, codec, place)
                    : ReadObject(json, codec, place);
        }
    }

    public static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        var kind => $"a {kind.ToString().ToLowerInvariant()}",
    };

    private static void WriteSecret(GoJsonWriter writer, PropertyValue element, ISecretCodec codec, string place)
    {
        var inner = new GoJsonWriter(escapeHtml: true);
        Write(inner, element, codec, place);
        writer.StartObject();
        writer.String(StateSignatures.Key, StateSignatures.Secret);
        codec.WriteSecret(writer, place, inner.ToString());
        writer.EndObject();
    }

    private static void WriteReference(GoJsonWriter writer, ResourceReferenceValue reference, ISecretCodec codec, string place)
    {
        writer.StartObject();
        writer.String(StateSignatures.Key, StateSignatures.ResourceReference);
        if (reference.Id is not null)
        {
            writer.Name("id");
            Write(writer, reference.Id, codec, place);
        }
        if (reference.PackageVersion.Length > 0)
            writer.String("packageVersion", reference.PackageVersion);
        writer.String("urn", reference.Urn);
        writer.EndObject();
    }

    private static PropertyValue ReadSpecial(JsonElement json, string signature, ISecretCodec codec, string place) => signature switch
    {
        StateSignatures.Secret => ReadSecret(json, codec, place),
        StateSignatures.ResourceReference => new ResourceReferenceValue(
            Text(json, "urn", place),
            json.TryGetProperty("id", out var id) ? Read(id, codec, place) : null,
            json.TryGetProperty("packageVersion", out var version) ? version.GetString() ?? "" : ""),

        // Assets and the like: nothing here makes use of them, but they stay as they are.
        _ => ReadObject(json, codec, place),
    };

    private static SecretValue ReadSecret(JsonElement json, ISecretCodec codec, string place)
    {
        var plaintext = json.TryGetProperty("ciphertext", out _)
            ? codec.Decrypt(place, Text(json, "ciphertext", place))
            : Text(json, "plaintext", place);
        try
        {
            using var document = JsonDocument.Parse(plaintext, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            var element = Read(document.RootElement, codec, place);
            return element as SecretValue ?? new SecretValue(element);
        }
        catch (JsonException)
        {
            throw new BackendException($"{place}: a secret does not hold JSON text");
        }
    }

    private static string Text(JsonElement json, string name, string place) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new BackendException($"{place}: a special value has no '{name}'");
}
