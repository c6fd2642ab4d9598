namespace Provisioner.EmbeddedEngine.Tests.Cli;

public sealed class PluginCommandTests : IDisposable
{
    private readonly CliLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("plugin rm resource databricks --yes", 0, "no plugins found to uninstall")]
    [InlineData("plugin rm --all --yes", 0, "no plugins found to uninstall")]
    [InlineData("plugin rm --yes", 1, "please pass --all")]
    public async Task Remove_BuiltInProviders_AreNotInTheCache(string line, int code, string expected)
    {
        var result = await _lab.RunAsync(line);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Contains("databricks", (await _lab.RunAsync("plugin ls")).Output, StringComparison.Ordinal);
    }
}
