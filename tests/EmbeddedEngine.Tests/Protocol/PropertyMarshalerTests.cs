using Google.Protobuf.WellKnownTypes;
using Provisioner.EmbeddedEngine.Protocol;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Protocol;

public class PropertyMarshalerTests
{
    private const string Key = "4dabf18193072939515e22adb298388d";

    [Fact]
    public void Marshal_EveryKindOfValue_ReadsBack()
    {
        var map = PropertyMap.Empty.Set("null", PropertyValue.Null).Set("flag", true).Set("number", 1.5).Set("text", "t").Set("unknown", PropertyValue.Unknown)
            .Set("list", new ArrayValue([1d, new SecretValue(PropertyMap.Empty.Set("deep", "s"))]))
            .Set("reference", new ResourceReferenceValue("urn:x", "id", "1.0.0")).Set("component", new ResourceReferenceValue("urn:y", null, ""));

        Assert.Equal(map, PropertyMarshaler.Unmarshal(PropertyMarshaler.Marshal(map, acceptSecrets: true, acceptResources: true)));
    }

    [Fact]
    public void Marshal_ReceiverWithoutSecretsAndReferences_GetsPlainValues()
    {
        var map = PropertyMap.Empty.Set("secret", new SecretValue("s")).Set("reference", new ResourceReferenceValue("urn:x", "id", "")).Set("component", new ResourceReferenceValue("urn:y", null, ""));

        var plain = PropertyMarshaler.Unmarshal(PropertyMarshaler.Marshal(map, acceptSecrets: false, acceptResources: false));

        Assert.Equal(PropertyMap.Empty.Set("secret", "s").Set("reference", "id").Set("component", "urn:y"), plain);
    }

    [Theory]
    [InlineData("04da6b54-80e4-46f7-96ec-b56ff0331ba9")]
    [InlineData("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7")]
    [InlineData("3eeb2bf0-c639-47a8-9e75-3b44932eb421")]
    [InlineData("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2")]
    [InlineData("dd056dcd-154b-4c76-9bd3-c8f88648b5ff")]
    public void Unmarshal_SentinelOfAnyType_IsUnknown(string sentinel) => Assert.Equal(PropertyValue.Unknown, Read(Value.ForString(sentinel)));

    [Theory]
    [InlineData("c44067f5952c0a294b673a41bacd8c17", "assets and archives are not supported")]
    [InlineData("0def7320c3a5731c473e5ecbe6d01bc7", "assets and archives are not supported")]
    [InlineData("ffffffffffffffffffffffffffffffff", "unknown signature")]
    public void Unmarshal_WhatIsNotSupported_IsRefusedWithItsPath(string signature, string expected)
    {
        var message = Assert.Throws<ProtocolException>(() => Read(Value.ForList(Value.ForStruct(new Struct { Fields = { [Key] = Value.ForString(signature) } })))).Message;

        Assert.StartsWith("value[0]: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_OutputValues_LeavesValuesAndTheirDependencies()
    {
        var map = PropertyMap.Empty.Set("plain", "p")
            .Set("known", new OutputValue("k", Secret: false, ["urn:b", "urn:a"]))
            .Set("nested", new ArrayValue([new OutputValue("s", Secret: true, ["urn:c"]), new OutputValue(null, Secret: false, [])]));

        var resolved = OutputValues.Resolve(map, out var dependencies);

        Assert.Equal(PropertyMap.Empty.Set("plain", "p").Set("known", "k").Set("nested", new ArrayValue([new SecretValue("s"), PropertyValue.Unknown])), resolved);
        Assert.Equal(["known", "nested"], dependencies.Keys);
        Assert.Equal(["urn:a", "urn:b"], dependencies["known"]);
        Assert.Equal(["urn:c"], dependencies["nested"]);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("250ms", 0.25)]
    public void Seconds_Duration_IsRead(string text, double seconds) => Assert.Equal(seconds, GoDuration.Seconds(text), 6);

    [Theory]
    [InlineData("soon")]
    [InlineData("5")]
    [InlineData("-5s")]
    public void Seconds_NoDuration_IsRefused(string text) => Assert.Throws<ProtocolException>(() => GoDuration.Seconds(text));

    private static PropertyValue Read(Value value) => PropertyMarshaler.Unmarshal(new Struct { Fields = { ["value"] = value } })["value"];
}
