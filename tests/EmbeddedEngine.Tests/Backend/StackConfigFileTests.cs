using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Tests.Backend;

public sealed class StackConfigFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Set_ExistingKey_LeavesCommentsAndOrder()
    {
        var file = Load("# mine\nencryptionsalt: v1:x\nconfig:\n  # why\n  lab:b: one # because\n  lab:a:\n    deep: true\nother: kept\n");

        file.Set("lab:b", ConfigValue.Plain("two"));
        file.Set("lab:c", ConfigValue.Secure("v1:n:c"));
        file.Save();

        Assert.Equal("# mine\nencryptionsalt: v1:x\nconfig:\n  # why\n  lab:b: two\n  lab:a:\n    deep: true\n  lab:c:\n    secure: v1:n:c\nother: kept\n", File.ReadAllText(_path));
    }

    [Theory]
    [InlineData("true", "\"true\"")]
    [InlineData("1.5", "\"1.5\"")]
    [InlineData("", "\"\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    [InlineData("plain text", "plain text")]
    [InlineData("https://a.b/c", "https://a.b/c")]
    [InlineData("it's: so", "'it''s: so'")]
    [InlineData("- item", "'- item'")]
    [InlineData("two\nlines", "\"two\\nlines\"")]
    [InlineData("#no comment", "'#no comment'")]
    public void Set_AnyText_ReadsBack(string text, string written)
    {
        var file = Load("");

        file.Set("lab:a", ConfigValue.Plain(text));
        file.Save();

        Assert.Equal($"config:\n  lab:a: {written}\n", File.ReadAllText(_path));
        Assert.Equal(text, StackConfigFile.Load(_path).Values["lab:a"].Reveal(null, "lab:a"));
    }

    [Fact]
    public void Remove_LastKey_TakesTheSectionAway()
    {
        var file = Load("encryptionsalt: v1:x\nconfig:\n  lab:a:\n    secure: v1:n:c\n");

        file.Remove("lab:a");
        file.Save();

        Assert.Equal("encryptionsalt: v1:x\n", File.ReadAllText(_path));
    }

    [Fact]
    public void Set_FlowStyleFile_IsRewritten()
    {
        var file = Load("{encryptionsalt: 'v1:x', config: {'lab:a': [1, two, {three: true}]}}\n");

        file.Set("lab:b", ConfigValue.Plain("x"));
        file.Save();

        var read = StackConfigFile.Load(_path);
        Assert.Equal("v1:x", read.Salt);
        Assert.Equal("[1,\"two\",{\"three\":true}]", read.Values["lab:a"].Reveal(null, "lab:a"));
        Assert.Equal("x", read.Values["lab:b"].Reveal(null, "lab:b"));
    }

    [Fact]
    public void Load_NoYaml_SaysWhere() =>
        Assert.Contains("line 3", Assert.Throws<BackendException>(() => Load("config:\n  - [a\n")).Message, StringComparison.Ordinal);

    public void Dispose() => File.Delete(_path);

    private StackConfigFile Load(string text)
    {
        File.WriteAllText(_path, text);
        return StackConfigFile.Load(_path);
    }
}
