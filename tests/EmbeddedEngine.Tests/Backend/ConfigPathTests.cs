using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Tests.Backend;

public class ConfigPathTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.b[0].c", "a|b|0|c")]
    [InlineData("a[\"x.y\"].z", "a|x.y|z")]
    public void Parse_Path_IsItsSteps(string path, string steps) => Assert.Equal(steps, string.Join('|', ConfigPath.Parse(path)));

    [Theory]
    [InlineData("")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("[0]")]
    [InlineData("a[-1]")]
    [InlineData("a[99999999]")]
    [InlineData("a[\"x]")]
    public void Parse_NoPath_IsRefused(string path) => Assert.Throws<BackendException>(() => ConfigPath.Parse(path));

    [Fact]
    public void SetAndRemove_NestedPlaces_ChangeOnlyThose()
    {
        var root = ConfigPath.Set(null, ConfigPath.Parse("a.list[0]").AsSpan(), new YamlScalar("1", Quoted: false));
        root = ConfigPath.Set(root, ConfigPath.Parse("a.list[1]").AsSpan(), new YamlScalar("x", Quoted: false));
        root = ConfigPath.Set(root, ConfigPath.Parse("a.other").AsSpan(), new YamlScalar("y", Quoted: false));
        Assert.Equal("{\"a\":{\"list\":[1,\"x\"],\"other\":\"y\"}}", new ConfigValue(root).Reveal(null, "k"));

        root = ConfigPath.Remove(root, ConfigPath.Parse("a.list[0]").AsSpan());
        Assert.Equal("{\"a\":{\"list\":[\"x\"],\"other\":\"y\"}}", new ConfigValue(root).Reveal(null, "k"));
        Assert.Throws<BackendException>(() => ConfigPath.Set(root, ConfigPath.Parse("a.list[5]").AsSpan(), YamlNode.Empty));
    }
}
