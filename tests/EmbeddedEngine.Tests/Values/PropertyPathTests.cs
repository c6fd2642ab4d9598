using CsCheck;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Values;

public class PropertyPathTests
{
    private static readonly Gen<string> s_name = Gen.OneOf(Gen.Char['a', 'f'].Array[1, 3].Select(c => new string(c)), Gen.Const("a.b"), Gen.Const("x[0]"), Gen.Const("say \"hi\""));

    [Theory]
    [InlineData("tasks[0].notebookTask.notebookPath", 4)]
    [InlineData("tags[\"a.b\"]", 2)]
    [InlineData("[\"root key\"][100]", 2)]
    [InlineData("columns[*].name", 3)]
    [InlineData("*", 1)]
    [InlineData("a.[0]", 2)]
    public void TryParse_Valid_HasItsElements(string text, int count)
    {
        Assert.True(PropertyPath.TryParse(text, out var path));
        Assert.Equal(count, path.Elements.Length);
    }

    [Theory]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a[\"b]")]
    [InlineData("a[\"b\"")]
    public void TryParse_Broken_IsRefused(string text) => Assert.False(PropertyPath.TryParse(text, out _));

    [Theory]
    [InlineData("columns[*].name", "columns[3].name", true)]
    [InlineData("columns[*].name", "columns", false)]
    [InlineData("tasks", "tasks[0].x", true)]
    [InlineData("tasks[1]", "tasks[0]", false)]
    [InlineData("*", "anything.at[0].all", true)]
    [InlineData("a.*.c", "a.b.c.d", true)]
    public void Contains_Paths_MatchesByElement(string outer, string inner, bool expected)
    {
        Assert.True(PropertyPath.TryParse(outer, out var path));
        Assert.True(PropertyPath.TryParse(inner, out var other));
        Assert.Equal(expected, path.Contains(other));
    }

    [Fact]
    public void ToString_AnyPath_ParsesBack() =>
        Gen.OneOf(s_name.Select(n => (object)n), Gen.Int[0, 20].Select(i => (object)i)).Array[1, 5].Sample(elements =>
        {
            var path = elements.Aggregate(PropertyPath.Root, (p, e) => e is string name ? p.Append(name) : p.Append((int)e));
            Assert.True(PropertyPath.TryParse(path.ToString(), out var parsed));
            Assert.Equal(path.Elements, parsed.Elements);
        });
}
