using Provisioner.Api.Commands;

namespace Provisioner.Api.Tests.Commands;

public class CommandLineTests
{
    [Fact]
    public async Task Help_ListsTheVerbs()
    {
        var (code, output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        foreach (var verb in new[] { "serve", "pulumi" })
            Assert.Contains(verb, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve", "--port", "x")]
    [InlineData("serve", "--nonsense")]
    [InlineData("fly")]
    public async Task WrongArguments_ExitCodeOfUsage(params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);
        Assert.Equal(ExitCodes.Failure, code);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Serve_SettingsWrong_ListsAllProblemsAndDoesNotStart()
    {
        var (code, output, error) = await RunAsync("serve", "--emulator", "ftp://x", "--port", "70000");
        Assert.Equal(ExitCodes.Failure, code);
        Assert.Empty(output);
        Assert.Contains("Emulator is ftp://x", error, StringComparison.Ordinal);
        Assert.Contains("Server:Port is 70000", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
