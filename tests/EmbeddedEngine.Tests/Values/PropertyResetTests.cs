using CsCheck;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Values;

public class PropertyResetTests
{
    private static readonly Gen<PropertyValue> s_value = Gen.Recursive<PropertyValue>((depth, inner) => depth > 2
        ? Gen.OneOf(Gen.Int[0, 3].Select(i => (PropertyValue)new NumberValue(i)), Gen.Bool.Select(b => (PropertyValue)b))
        : Gen.OneOf(
            Gen.Int[0, 3].Select(i => (PropertyValue)new NumberValue(i)),
            Gen.Dictionary(Gen.Char['a', 'c'].Select(c => c.ToString()), inner)[0, 3].Select(d => (PropertyValue)PropertyMap.From(d)),
            inner.Array[0, 3].Select(a => (PropertyValue)new ArrayValue([.. a]))));

    private static readonly Gen<PropertyMap> s_map = Gen.Dictionary(Gen.Char['a', 'c'].Select(c => c.ToString()), s_value)[0, 3].Select(d => PropertyMap.From(d));

    [Fact]
    public void Apply_Everything_IsTheOldMap() =>
        Gen.Select(s_map, s_map).Sample((before, after) =>
        {
            Assert.True(PropertyPath.TryParse("*", out var path));
            Assert.Equal(before, PropertyReset.Apply(path, before, after, out var complete));
            Assert.True(complete);
        });

    [Fact]
    public void Apply_TopLevelName_ChangesThatNameOnly() =>
        Gen.Select(s_map, s_map, Gen.Char['a', 'c'].Select(c => c.ToString())).Sample((before, after, name) =>
        {
            var result = PropertyReset.Apply(PropertyPath.Root.Append(name), before, after, out _);
            Assert.Equal(before.GetValueOrDefault(name), result.GetValueOrDefault(name));
            Assert.Equal(after.Remove(name), result.Remove(name));
        });

    [Fact]
    public void Apply_PathsOfAllDifferences_LeavesNoDifferenceThere() =>
        Gen.Select(s_map, s_map).Sample((before, after) =>
        {
            foreach (var text in PropertyDiffer.Diff(before, after).DetailedDiff.Keys)
            {
                Assert.True(PropertyPath.TryParse(text, out var path));
                var result = PropertyReset.Apply(path, before, after, out var complete);
                Assert.True(!complete || !PropertyDiffer.Diff(before, result).DetailedDiff.ContainsKey(text), text);
            }
        });

    [Fact]
    public void Diff_AMapWithItself_IsEmptyAndWithAnotherTellsTheKeys() =>
        Gen.Select(s_map, s_map).Sample((one, other) =>
        {
            Assert.False(PropertyDiffer.Diff(one, one).Changes);
            var diff = PropertyDiffer.Diff(one, other);
            Assert.Equal(!one.Equals(other), diff.Changes);
            Assert.Equal(one.Keys.Union(other.Keys).Where(k => !Equals(one.GetValueOrDefault(k), other.GetValueOrDefault(k))).Order(StringComparer.Ordinal), diff.Diffs);
        });

    [Theory]
    [InlineData("tasks[*].path", true)]
    [InlineData("tasks[0].path", true)]
    [InlineData("tasks[5].path", false)]
    public void Apply_InLists_KeepsTheOldElement(string text, bool expected)
    {
        PropertyMap Tasks(string path, string name) => PropertyMap.Empty.Set("tasks", new ArrayValue([PropertyMap.Empty.Set("path", path).Set("name", name)]));
        Assert.True(PropertyPath.TryParse(text, out var parsed));

        var result = PropertyReset.Apply(parsed, Tasks("/old", "one"), Tasks("/new", "two"), out var complete);

        Assert.Equal(expected, complete);
        Assert.Equal(expected ? Tasks("/old", "two") : Tasks("/new", "two"), result);
    }

    [Fact]
    public void Apply_ValueInsideASecret_StaysSecret()
    {
        var before = PropertyMap.Empty.Set("tags", new SecretValue(PropertyMap.Empty.Set("a", "1")));
        var after = PropertyMap.Empty.Set("tags", PropertyMap.Empty.Set("a", "2"));

        var result = PropertyReset.Apply(PropertyPath.Root.Append("tags").Append("a"), before, after, out _);

        Assert.Equal(PropertyMap.Empty.Set("tags", PropertyMap.Empty.Set("a", new SecretValue("1"))), result);
    }
}
