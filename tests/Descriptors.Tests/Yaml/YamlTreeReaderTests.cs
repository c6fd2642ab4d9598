using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Descriptors.Tests.Yaml;

public class YamlTreeReaderTests
{
    public static TheoryData<string, string, string> Hostile => new()
    {
        { "empty", "", "is empty" },
        { "only a comment", "# nothing", "is empty" },
        { "billion laughs", Laughs(), "more than" },
        { "alias of itself", "a: &x [*x]", "holds itself" },
        { "unknown alias", "a: *x", "alias" },
        { "deep flow list", new string('[', 100_000), "deeper" },
        { "deep flow map", string.Concat(Enumerable.Repeat("{a: ", 20_000)), "deeper" },
        { "deep block map", DeepBlock(), "deeper" },
        { "depth by aliases", DepthByAliases(), "deeper" },
        { "too large", new string('a', (1024 * 1024) + 1), "larger" },
        { "too large in bytes", new string('日', 400_000), "larger" },
        { "huge scalar", "a: " + new string('x', 70_000), "more than" },
        { "huge key", new string('x', 70_000) + ": 1", "" },
        { "many values", "a: [" + string.Concat(Enumerable.Repeat("1,", 250_000)) + "]", "more than" },
        { "duplicate key", "a: 1\nb: 2\na: 3", "twice" },
        { "nested duplicate key", "x: {k: 1, 'k': 2}", "twice" },
        { "tag", "a: !!python/object x", "tag" },
        { "local tag", "a: !x {}", "tag" },
        { "standard tag", "a: !!str 1", "tag" },
        { "tagged key", "!!str a: 1", "" },
        { "null key", "~: a", "no text" },
        { "list key", "? [a]\n: b", "no text" },
        { "map key", "? {a: b}\n: c", "no text" },
        { "alias key", "a: &k x\n*k : y", "no text" },
        { "merge key", "a: &x {b: 1}\nc:\n  <<: *x", "merge" },
        { "NUL", "a: \0", "U+0000" },
        { "escaped NUL", "a: \"\\0\"", "control" },
        { "escaped escape", "a: \"\\e[31m\"", "control" },
        { "bell", "a: \u0007", "U+0007" },
        { "lone surrogate", "a: \ud800", "U+D800" },
        { "escaped lone surrogate", "a: \"\\ud800\"", "" },
        { "two documents", "a: 1\n---\nb: 2", "more than one" },
        { "unclosed list", "a: [1, 2", "" },
        { "tab indentation", "a:\n\t- b", "" },
        { "broken quotes", "a: \"x", "" },
        { "unclosed braces after a key", "{ a: {{{{", "" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Read_HostileText_GivesOneErrorQuicklyAndWithLittleMemory(string name, string text, string expected)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();

        var reading = YamlTreeReader.Read(text);

        Assert.False(reading.Succeeded, name);
        Assert.Contains(expected, reading.Problem, StringComparison.Ordinal);
        Assert.True(reading.Problem.Length < 400, reading.Problem);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(3), $"{name} took {Stopwatch.GetElapsedTime(started)}");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 256 * 1024 * 1024, $"{name} allocated {allocated} bytes");
    }

    [Fact]
    public void Read_KeysThatAreNumbersOrTruthValues_AreTheTextThatWasWritten()
    {
        var root = Assert.IsType<YamlMapping>(YamlTreeReader.Read("8080: a\n1.10: b\ntrue: c\n0x1F: d").Root);

        Assert.Equal(["8080", "1.10", "true", "0x1F"], root.Fields.Keys);
        Assert.False(YamlTreeReader.Read("1: a\n'1': b").Succeeded);
    }

    [Theory]
    [InlineData("\ufeffa: 1")]
    [InlineData("\ufeff---\na: 1")]
    [InlineData("\ufeff{\"a\": 1}")]
    public void Read_ByteOrderMark_IsNoPartOfTheDocument(string text) =>
        Assert.Equal(["a"], Assert.IsType<YamlMapping>(YamlTreeReader.Read(text).Root).Fields.Keys);

    [Fact]
    public void Read_AliasesThatStayWithinLimits_AreFollowed()
    {
        var root = Assert.IsType<YamlMapping>(YamlTreeReader.Read("a: &x {b: [1, 2]}\nc: *x").Root);

        Assert.Same(root.Find("a"), root.Find("c"));
        Assert.Equal(1 + 2 + (2 * (1 + 1 + 3)), root.Weight);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-7", "-7")]
    [InlineData("1.5", "1.5")]
    [InlineData("true", "true")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("'1'", "\"1\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("0x1F", "\"0x1F\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("2024-01-01", "\"2024-01-01\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("92233720368547758070", "\"92233720368547758070\"")]
    [InlineData("|\n  two\n  lines", "\"two\\nlines\"")]
    public void Convert_Scalar_FollowsTheCoreSchema(string yaml, string json)
    {
        var root = Assert.IsType<YamlMapping>(YamlTreeReader.Read($"a: {yaml}").Root);

        Assert.Equal($$"""{"a":{{json}}}""", YamlJson.Convert(root).ToJsonString());
    }

    [Fact]
    public void Read_AnyJson_ComesBackEqual()
    {
        var text = Gen.String[Gen.OneOf(Gen.Char['\u0020', '\u007e'], Gen.Char["\n\té日\"\\"]), 0, 20];
        var leaf = Gen.OneOf(
            text.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Long.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Const((JsonNode?)null));
        var tree = Gen.Recursive<JsonNode?>((depth, self) => depth > 3
            ? leaf
            : Gen.OneOf(
                leaf,
                self.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                Gen.Select(text, self).Array[0, 4].Select(fields => (JsonNode?)ObjectOf(fields))));
        tree.Sample(json =>
        {
            var document = new JsonObject { ["value"] = json?.DeepClone() };
            var reading = YamlTreeReader.Read(document.ToJsonString());
            return reading.Succeeded && JsonNode.DeepEquals(document, YamlJson.Convert(reading.Root));
        });
    }

    [Fact]
    public void Read_AnyText_NeverThrows() =>
        Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char[":-[]{}&*!|>'\"%@`#,?\n \t\\"]), 0, 60]
            .Sample(text => _ = YamlTreeReader.Read(text));

    private static JsonObject ObjectOf((string Key, JsonNode? Value)[] fields)
    {
        var json = new JsonObject();
        foreach (var (key, value) in fields)
            json[key] = value?.DeepClone();
        return json;
    }

    private static string Laughs()
    {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var i = 1; i < 12; i++)
            text.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n");
        return text.ToString();
    }

    private static string DeepBlock()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 500; i++)
            text.Append(' ', i).Append("a:\n");
        return text.ToString();
    }

    private static string DepthByAliases()
    {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 100; i++)
            text.Append($"a{i}: &a{i} [*a{i - 1}]\n");
        return text.ToString();
    }
}
