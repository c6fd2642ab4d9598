using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CsCheck;
using Provisioner.ReverseReader.Columns;

namespace Provisioner.ReverseReader.Tests.Columns;

public class ColumnMapperTests
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [Theory]
    [InlineData("bigint", """{"dataType":"BIGINT"}""")]
    [InlineData("int", """{"dataType":"INT"}""")]
    [InlineData("smallint", """{"dataType":"SMALLINT"}""")]
    [InlineData("tinyint", """{"dataType":"TINYINT"}""")]
    [InlineData("float", """{"dataType":"FLOAT"}""")]
    [InlineData("double", """{"dataType":"DOUBLE"}""")]
    [InlineData("boolean", """{"dataType":"BOOLEAN"}""")]
    [InlineData("binary", """{"dataType":"BINARY"}""")]
    [InlineData("string", """{"dataType":"STRING"}""")]
    [InlineData("varchar(20)", """{"dataType":"VARCHAR","dataLength":20}""")]
    [InlineData("char(3)", """{"dataType":"CHAR","dataLength":3}""")]
    [InlineData("decimal(10,2)", """{"dataType":"DECIMAL","precision":10,"scale":2}""")]
    [InlineData("decimal(38,0)", """{"dataType":"DECIMAL","precision":38,"scale":0}""")]
    [InlineData("decimal(5)", """{"dataType":"DECIMAL","precision":5,"scale":0}""")]
    [InlineData("date", """{"dataType":"DATE"}""")]
    [InlineData("timestamp", """{"dataType":"TIMESTAMP"}""")]
    [InlineData("timestamp_ntz", """{"dataType":"TIMESTAMPZ"}""")]
    [InlineData("interval day to second", """{"dataType":"INTERVAL"}""")]
    [InlineData("interval year", """{"dataType":"INTERVAL"}""")]
    [InlineData("variant", """{"dataType":"VARIANT"}""")]
    [InlineData("void", """{"dataType":"NULL"}""")]
    [InlineData("geometry(4326)", """{"dataType":"GEOMETRY"}""")]
    [InlineData("geography(any)", """{"dataType":"GEOGRAPHY"}""")]
    [InlineData("string collate UTF8_LCASE", """{"dataType":"STRING"}""")]
    [InlineData("varchar(20) COLLATE UNICODE_CI", """{"dataType":"VARCHAR","dataLength":20}""")]
    [InlineData("array<string collate de_CI_AI>", """{"dataType":"ARRAY","dataTypeDisplay":"array<string collate de_CI_AI>","arrayDataType":"STRING"}""")]
    [InlineData("struct<order no:int,a:struct<b c:array<string>>>", """{"dataType":"STRUCT","dataTypeDisplay":"struct<order no:int,a:struct<b c:array<string>>>","children":[{"name":"order no","dataType":"INT","description":"int"},{"name":"a","dataType":"STRUCT","description":"struct<b c:array<string>>","dataTypeDisplay":"struct<b c:array<string>>","children":[{"name":"b c","dataType":"ARRAY","description":"array<string>","dataTypeDisplay":"array<string>","arrayDataType":"STRING"}]}]}""")]
    [InlineData("STRUCT<a STRING COLLATE UTF8_LCASE COMMENT 'x: y', b STRUCT<c: INT NOT NULL COMMENT \"z\">>", """{"dataType":"STRUCT","dataTypeDisplay":"STRUCT<a STRING COLLATE UTF8_LCASE COMMENT 'x: y', b STRUCT<c: INT NOT NULL COMMENT \"z\">>","children":[{"name":"a","dataType":"STRING","description":"x: y"},{"name":"b","dataType":"STRUCT","description":"STRUCT<c: INT NOT NULL COMMENT \"z\">","dataTypeDisplay":"STRUCT<c: INT NOT NULL COMMENT \"z\">","children":[{"name":"c","dataType":"INT","description":"z","constraint":"NOT_NULL"}]}]}""")]
    [InlineData("array<string>", """{"dataType":"ARRAY","dataTypeDisplay":"array<string>","arrayDataType":"STRING"}""")]
    [InlineData("array<array<int>>", """{"dataType":"ARRAY","dataTypeDisplay":"array<array<int>>","arrayDataType":"ARRAY"}""")]
    [InlineData("map<string,decimal(4,1)>", """{"dataType":"MAP","dataTypeDisplay":"map<string,decimal(4,1)>"}""")]
    [InlineData("struct<a:int,b:varchar(5) COMMENT 'it\\'s'>", """{"dataType":"STRUCT","dataTypeDisplay":"struct<a:int,b:varchar(5) COMMENT 'it\\'s'>","children":[{"name":"a","dataType":"INT","description":"int"},{"name":"b","dataType":"VARCHAR","description":"it's","dataLength":5}]}""")]
    [InlineData("struct<`we``ird :,>`: interval day to second NOT NULL>", """{"dataType":"STRUCT","dataTypeDisplay":"struct<`we``ird :,>`: interval day to second NOT NULL>","children":[{"name":"we`ird :,>","dataType":"INTERVAL","description":"interval day to second","constraint":"NOT_NULL"}]}""")]
    [InlineData("array<struct<x:double>>", """{"dataType":"ARRAY","dataTypeDisplay":"array<struct<x:double>>","arrayDataType":"STRUCT","children":[{"name":"x","dataType":"DOUBLE","description":"double"}]}""")]
    public void Map_EachType_HasItsOpenMetadataForm(string typeText, string expected)
    {
        var mapping = ColumnMapper.Map([new LiveColumn("c", typeText, "what it is", Nullable: true)], []);

        var wanted = JsonNode.Parse(expected)!.AsObject();
        wanted["name"] = "c";
        wanted["description"] = "what it is";
        Assert.Empty(mapping.Problems);
        var actual = JsonSerializer.SerializeToNode(mapping.Columns.Single(), Options);
        Assert.True(JsonNode.DeepEquals(wanted, actual), actual!.ToJsonString());
    }

    [Theory]
    [InlineData("user_defined")]
    [InlineData("array<user_defined>")]
    [InlineData("struct<a:user_defined>")]
    [InlineData("map<string,struct<a:user_defined>>")]
    [InlineData("decimal(x)")]
    [InlineData("string collate")]
    [InlineData("struct<a b>")]
    [InlineData("struct< :int>")]
    [InlineData("array<int")]
    [InlineData("int; drop table x")]
    [InlineData("")]
    public void Map_UnknownType_IsAProblemThatNamesTheColumn(string typeText)
    {
        var mapping = ColumnMapper.Map([new LiveColumn("good", "int", null, true), new LiveColumn("odd", typeText, null, true)], []);

        Assert.Contains("'odd'", Assert.Single(mapping.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_Constraints_PrimaryKeyBeforeNotNull()
    {
        var mapping = ColumnMapper.Map(
            [new LiveColumn("id", "int", null, Nullable: false), new LiveColumn("n", "int", null, Nullable: false), new LiveColumn("o", "int", null, Nullable: true)], ["ID"]);

        Assert.Equal(["PRIMARY_KEY", "NOT_NULL", null], mapping.Columns.Select(column => column.Constraint));
        Assert.Equal("int", mapping.Columns[0].Description);
    }

    [Fact]
    public void Map_DeepNesting_IsRefusedNotOverflown()
    {
        var text = string.Concat(Enumerable.Repeat("array<", 100_000)) + "int" + new string('>', 100_000);

        Assert.Single(ColumnMapper.Map([new LiveColumn("deep", text, null, true)], []).Problems);
    }

    [Fact]
    public void Map_AnyText_NeverThrows() =>
        Gen.String[Gen.Char["<>(),:`' arystuct01"], 0, 40].Sample(text => ColumnMapper.Map([new LiveColumn("c", text, null, true)], []).Columns.Count <= 1);
}
