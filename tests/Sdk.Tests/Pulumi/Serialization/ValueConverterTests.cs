using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Provisioner.Sdk.Tests.Pulumi.Programs;
using Pulumi;
using Pulumi.Serialization;

namespace Provisioner.Sdk.Tests.Pulumi.Serialization;

public class ValueConverterTests
{
    [Fact]
    public void Convert_Object_MakesTheOutputTypeWithItsOwnKindInside()
    {
        var box = Convert<Box>("""{"colour":"red","inner":{"colour":"blue"},"__meta":"x"}""", out var warnings);

        Assert.Equal(("red", "blue"), (box.Colour, box.Inner!.Colour));
        Assert.Null(box.Inner.Inner);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Convert_ListsMapsNumbersAndNullables_AreTyped()
    {
        Assert.Equal([1, 2], Convert<ImmutableArray<int>>("[1,2]", out _));
        Assert.Equal(["a", null], Convert<ImmutableArray<string?>>("""["a",null]""", out _));
        Assert.Equal(3, Convert<ImmutableDictionary<string, int?>>("""{"a":3,"b":null}""", out _)["a"]);
        Assert.Null(Convert<int?>("null", out _));
        Assert.Equal(DayOfWeek.Tuesday, Convert<DayOfWeek>("2", out _));
        Assert.Equal("LARGE", (string)Convert<PropertySerializerTests.Size>("\"LARGE\"", out _));
        Assert.Equal(5, Convert<Union<string, int>>("5", out _).AsT1);
        Assert.Equal("x", Convert<JsonElement>("""{"a":["x"]}""", out _).GetProperty("a")[0].GetString());
    }

    [Fact]
    public void Convert_PartThatDoesNotFit_IsDefaultWithAWarning()
    {
        var box = Convert<Box>("""{"colour":7,"inner":{"colour":"blue"}}""", out var warnings);

        Assert.Null(box.Colour);
        Assert.Equal("blue", box.Inner!.Colour);
        var warning = Assert.Single(warnings);
        Assert.Contains("System.String", warning, StringComparison.Ordinal);
        Assert.Contains("p.colour", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownInside_MakesTheWholeUnknownAndSecretInside_TheWholeSecret()
    {
        var unknown = Struct.Parser.ParseJson("""{"a":["04da6b54-80e4-46f7-96ec-b56ff0331ba9"],"b":1}""");
        var secret = Struct.Parser.ParseJson("""{"a":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":{"c":1}}}""");

        Assert.False(PropertyDeserializer.Read(Value.ForStruct(unknown)).IsKnown);
        Assert.True(PropertyDeserializer.Read(Value.ForStruct(secret)).IsSecret);
    }

    [Theory]
    [InlineData(typeof(long))]
    [InlineData(typeof(List<string>))]
    [InlineData(typeof(ImmutableDictionary<int, string>))]
    [InlineData(typeof(ImmutableArray<DateTime>))]
    public void Check_TypeThatOutputsCannotHave_IsRefused(System.Type type)
        => Assert.Contains("invalid type", Assert.Throws<InvalidOperationException>(() => OutputTypes.Check("here", type)).Message, StringComparison.Ordinal);

    private static T Convert<T>(string json, out List<string> warnings)
    {
        var found = warnings = [];
        return ValueConverters.For<T>().Convert(PropertyDeserializer.Read(Value.Parser.ParseJson(json)).Value, "p", found.Add);
    }
}
