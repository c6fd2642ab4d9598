using Provisioner.Descriptors.Yaml;

namespace Provisioner.Descriptors.Tests.Yaml;

public class YamlCharactersTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a: b\r\n\tc")]
    [InlineData("\u0085 é 漢 \u00a0")]
    [InlineData("😀😀 a 😀")]
    public void FirstForbidden_OrdinaryText_IsNone(string text) => Assert.Null(YamlCharacters.FirstForbidden(text));

    [Theory]
    [InlineData("a\0", "U+0000 (line 1)")]
    [InlineData("a\n\nb\u001b", "U+001B (line 3)")]
    [InlineData("\u007f", "U+007F (line 1)")]
    [InlineData("\n\u009f", "U+009F (line 2)")]
    [InlineData("\ufffe", "U+FFFE (line 1)")]
    public void FirstForbidden_Control_IsToldWithItsLine(string text, string expected) => Assert.Contains(expected, YamlCharacters.FirstForbidden(text), StringComparison.Ordinal);

    [Fact]
    public void FirstForbidden_HalfOfACharacter_IsToldWhereverItStands()
    {
        string[] texts = ["\ud83d", "\ude00", "\ud83d\ud83d\ude00", "😀\ude00", "😀\n\ud83d", "\ud83da"];

        Assert.All(texts, text => Assert.NotNull(YamlCharacters.FirstForbidden(text)));
    }
}
