using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Tests.Backend;

public class PassphraseCrypterTests
{
    // Made by the CLI with the passphrase "password" (its own tests hold it).
    private const string RecordedSalt = "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==";

    [Fact]
    public void Open_SaltOfTheCli_AcceptsItsPassphraseOnly()
    {
        using var crypter = PassphraseCrypter.Open("password", RecordedSalt);

        Assert.Equal(RecordedSalt, crypter.Salt);
        Assert.Equal("incorrect passphrase", Assert.Throws<BackendException>(() => PassphraseCrypter.Open("Password", RecordedSalt)).Message);
    }

    [Fact]
    public void Encrypt_SameTextTwice_DiffersAndReadsBack()
    {
        using var made = PassphraseCrypter.Create("pw");
        using var opened = PassphraseCrypter.Open("pw", made.Salt);

        var (one, other) = (made.Encrypt("gé\nheim"), made.Encrypt("gé\nheim"));

        Assert.NotEqual(one, other);
        Assert.True(opened.TryDecrypt(one, out var plaintext));
        Assert.Equal("gé\nheim", plaintext);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1:")]
    [InlineData("v2:AAAAAAAAAAAAAAAA:AAAA")]
    [InlineData("v1:AAAAAAAAAAAAAAAA:not base64")]
    [InlineData("v1:AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void TryDecrypt_NoCiphertext_False(string ciphertext)
    {
        using var crypter = PassphraseCrypter.Open("password", RecordedSalt);

        Assert.False(crypter.TryDecrypt(ciphertext, out _));
    }

    [Theory]
    [InlineData("", "malformed")]
    [InlineData("v1:***:v1:a:b", "malformed")]
    [InlineData("v9:AAAA:v1:a:b", "unknown state version")]
    public void Open_NoSalt_SaysWhatIsWrong(string salt, string expected) =>
        Assert.Contains(expected, Assert.Throws<BackendException>(() => PassphraseCrypter.Open("pw", salt)).Message, StringComparison.Ordinal);
}
