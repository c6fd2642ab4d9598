namespace Provisioner.EmbeddedEngine.Tests.Cli;

public sealed class StackChangeSecretsProviderCommandTests : IDisposable
{
    private const string Deployment = """
        {"version":3,"deployment":{"manifest":{"time":"2026-01-01T00:00:00Z","magic":"","version":"v3.260.0"},"resources":[
        {"urn":"urn:pulumi:dev::lab::pulumi:pulumi:Stack::lab-dev","custom":false,"type":"pulumi:pulumi:Stack",
        "outputs":{"token":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","plaintext":"\"of the state\""}}}]}}
        """;

    private readonly CliLab _lab = new();

    private string ConfigFile => Path.Combine(_lab.Work, "Pulumi.dev.yaml");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Run_NewPassphrase_OpensConfigurationAndStateAndTheFormerDoesNot()
    {
        await FillAsync();

        var changed = await ChangeAsync("new\n");

        Assert.Equal((0, ""), (changed.ExitCode, changed.Error));
        Assert.Contains("incorrect passphrase", (await _lab.RunAsync("config get plain")).Error + (await _lab.RunAsync("config get hidden")).Error, StringComparison.Ordinal);
        Assert.Contains("incorrect passphrase", (await _lab.RunAsync("stack output --show-secrets")).Error, StringComparison.Ordinal);
        await AssertOpenAsync("new");
    }

    [Fact]
    public async Task Run_AfterAnInterruption_GoesOn()
    {
        await FillAsync();
        var before = await File.ReadAllTextAsync(ConfigFile);
        await ChangeAsync("new");
        // The state was changed, the configuration was not.
        await File.WriteAllTextAsync(ConfigFile, before);

        Assert.Equal(0, (await ChangeAsync("new")).ExitCode);

        await AssertOpenAsync("new");
    }

    [Theory]
    [InlineData("passphrase", "", "the new passphrase is missing")]
    [InlineData("awskms://alias/x", "new", "is not supported")]
    public async Task Run_CannotBeDone_ChangesNothing(string provider, string input, string expected)
    {
        await FillAsync();

        var refused = await _lab.RunAsync(["stack", "change-secrets-provider", provider, "--stack", "dev"], input);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(expected, refused.Error, StringComparison.Ordinal);
        await AssertOpenAsync("pw");
    }

    [Fact]
    public async Task Run_StackIsLocked_IsRefused()
    {
        await FillAsync();
        var locks = Directory.CreateDirectory(Path.Combine(_lab.State, ".pulumi", "locks", "organization", "lab", "dev")).FullName;
        await File.WriteAllTextAsync(Path.Combine(locks, "other.json"), """{"pid":1,"username":"u","hostname":"h","timestamp":"2026-01-01T00:00:00Z"}""");

        Assert.Contains("locked", (await ChangeAsync("new")).Error, StringComparison.Ordinal);

        await AssertOpenAsync("pw");
    }

    private async Task FillAsync()
    {
        await _lab.RunAsync("stack init dev");
        await _lab.RunAsync("config set plain text");
        await _lab.RunAsync("config set --secret hidden s3cret");
        await _lab.RunAsync("config set --path --secret deep.list[0] nested");
        Assert.Equal(0, (await _lab.RunAsync(["stack", "import"], Deployment)).ExitCode);
    }

    private Task<CliResult> ChangeAsync(string passphrase) => _lab.RunAsync(["stack", "change-secrets-provider", "--stack", "dev", "passphrase"], passphrase);

    private async Task AssertOpenAsync(string passphrase)
    {
        _lab.Environment["PULUMI_CONFIG_PASSPHRASE"] = passphrase;
        Assert.Equal("text\n", (await _lab.RunAsync("config get plain")).Output);
        Assert.Equal("s3cret\n", (await _lab.RunAsync("config get hidden")).Output);
        Assert.Equal("{\"list\":[\"nested\"]}\n", (await _lab.RunAsync("config get deep")).Output);
        Assert.Equal("of the state\n", (await _lab.RunAsync("stack output token --show-secrets")).Output);
    }
}
