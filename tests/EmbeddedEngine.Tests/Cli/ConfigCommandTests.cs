namespace Provisioner.EmbeddedEngine.Tests.Cli;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly CliLab _lab = new();

    [Fact]
    public async Task Set_Paths_BuildAStructure()
    {
        await _lab.RunAsync("stack init dev");
        await _lab.RunAsync("config set --path deep.list[0] 1");
        await _lab.RunAsync("config set --path deep.flag true");
        await _lab.RunAsync("config set --path --secret deep.hidden s3cret");

        var shown = await _lab.RunAsync("config get --path deep.list --json");
        Assert.Contains("\"value\": \"[1]\"", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\"objectValue\": {\n", (await _lab.RunAsync("config get deep --json")).Output, StringComparison.Ordinal);
        Assert.Equal("{\"flag\":true,\"hidden\":\"s3cret\",\"list\":[1]}\n", (await _lab.RunAsync("config get deep")).Output);
        Assert.Contains("deep  [secret]", (await _lab.RunAsync("config")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(Path.Combine(_lab.Work, "Pulumi.dev.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_NoValue_ReadsTheInput()
    {
        await _lab.RunAsync("stack init dev");
        await _lab.RunAsync(["config", "set", "a"], input: "from input\n");

        Assert.Equal("from input\n", (await _lab.RunAsync("config get a")).Output);
    }

    [Fact]
    public async Task Get_WrongPassphrase_IsOneClearError()
    {
        await _lab.RunAsync("stack init dev");
        await _lab.RunAsync("config set --secret a b");
        _lab.Environment["PULUMI_CONFIG_PASSPHRASE"] = "other";

        var result = await _lab.RunAsync("config get a");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("incorrect passphrase", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_PassphraseInFile_IsTrimmedAndSame()
    {
        await File.WriteAllTextAsync(Path.Combine(_lab.Work, "secret"), "pw\n");
        await _lab.RunAsync("stack init dev");
        await _lab.RunAsync("config set --secret a b");
        _lab.Environment.Remove("PULUMI_CONFIG_PASSPHRASE");
        Assert.Contains("PULUMI_CONFIG_PASSPHRASE", (await _lab.RunAsync("config get a")).Error, StringComparison.Ordinal);
        _lab.Environment["PULUMI_CONFIG_PASSPHRASE_FILE"] = "secret";

        Assert.Equal("b\n", (await _lab.RunAsync("config get a")).Output);
    }

    [Fact]
    public async Task Up_WithoutSaltInConfiguration_TakesTheOneOfTheState()
    {
        await _lab.RunAsync("stack init dev");
        var path = Path.Combine(_lab.Work, "Pulumi.dev.yaml");
        var before = await File.ReadAllTextAsync(path);
        File.Delete(path);

        await _lab.RunAsync("config set --secret a b");

        Assert.StartsWith(before, await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    public void Dispose() => _lab.Dispose();
}
