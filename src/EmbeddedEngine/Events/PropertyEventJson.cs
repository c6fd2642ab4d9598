using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Events;

/// <summary>Property values as events show them: whoever reads the log learns that something is secret, and nothing of it.</summary>
internal static class PropertyEventJson
{
    private const string SignatureKey = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    private const string ReferenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static JsonObject ToJson(PropertyMap properties) => new(properties.Select(p => KeyValuePair.Create(p.Key, ToJson(p.Value))));

    private static JsonNode? ToJson(PropertyValue value) => value switch
    {
        NullValue => null,
        UnknownValue => Unknown,
        BoolValue flag => flag.Value,
        NumberValue number => number.Value,
        StringValue text => text.Value,
        ArrayValue array => new JsonArray([.. array.Items.Select(ToJson)]),
        ObjectValue inner => ToJson(inner.Properties),
        SecretValue or OutputValue { Secret: true } => new JsonObject { [SignatureKey] = SecretSignature, ["ciphertext"] = "[secret]" },
        OutputValue output => output.Element is { } element ? ToJson(element) : Unknown,
        ResourceReferenceValue reference => new JsonObject
        {
            [SignatureKey] = ReferenceSignature,
            ["id"] = reference.Id is { } id ? ToJson(id) : "",
            ["packageVersion"] = reference.PackageVersion,
            ["urn"] = reference.Urn,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "not a property value of the log"),
    };
}
