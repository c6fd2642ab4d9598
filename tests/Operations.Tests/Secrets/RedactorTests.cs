using System.Text;
using CsCheck;
using Provisioner.Operations.Secrets;

namespace Provisioner.Operations.Tests.Secrets;

public class RedactorTests
{
    [Fact]
    public void Redact_SecretInEveryForm_IsGone()
    {
        const string secret = "p@ss \"word\"/+1";
        var redactor = new Redactor([secret, null, " ", "ab"]);
        var text = $"{secret} | {Uri.EscapeDataString(secret)} | {System.Text.Json.JsonSerializer.Serialize(secret)} | {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))} | ab";

        var redacted = redactor.Redact(text);

        Assert.Equal("[secret] | [secret] | \"[secret]\" | [secret] | ab", redacted);
    }

    [Fact]
    public void Redact_OneSecretInsideAnother_TheLongerIsTakenWhole() =>
        Assert.Equal("x [secret] y", new Redactor(["token-1234", "token-1234-more"]).Redact("x token-1234-more y"));

    [Fact]
    public void Redact_NothingConfigured_TextAsItIs() => Assert.Equal("text", new Redactor([]).Redact("text"));

    [Fact]
    public void Redact_AnyTextAroundASecret_NeverHoldsIt() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 6, 30], Gen.String, Gen.String).Sample((secret, before, after) =>
            !new Redactor([secret]).Redact(before + secret + after).Contains(secret, StringComparison.Ordinal)
            || "[secret]".Contains(secret, StringComparison.Ordinal));
}
