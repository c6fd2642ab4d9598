using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Tests.Backend;

public class GoJsonWriterTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(1763800000000, "1763800000000")]
    [InlineData(9007199254740993, "9007199254740992")]
    [InlineData(123456789012345680000d, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.00001234, "0.00001234")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-2.5e-9, "-2.5e-9")]
    public void FormatNumber_AnyMagnitude_IsTheFormOfTheCli(double value, string expected) =>
        Assert.Equal(expected, GoJsonWriter.FormatNumber(value));

    [Fact]
    public void String_ControlAndSpecialCharacters_AreEscapedAsTheCliDoes()
    {
        var writer = new GoJsonWriter();

        writer.String("\"\\\n\r\t\b\f\u0001<&>é\u2028😀\ud800");

        Assert.Equal("\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001<&>é\\u2028😀\\ufffd\"", writer.ToString());
    }

    [Fact]
    public void Indented_NestedAndEmpty_LooksLikeTheCli()
    {
        var writer = new GoJsonWriter(indent: 2);
        writer.StartObject();
        writer.Name("list");
        writer.StartArray();
        writer.Integer(1);
        writer.StartObject();
        writer.EndObject();
        writer.EndArray();
        writer.Name("none");
        writer.StartArray();
        writer.EndArray();
        writer.EndObject();

        Assert.Equal("{\n  \"list\": [\n    1,\n    {}\n  ],\n  \"none\": []\n}", writer.ToString());
    }
}
