using Provisioner.EngineCommand;
using Pulumi.Automation.Commands;

namespace Provisioner.Sdk.Tests.EngineCommand;

/// <summary>A pulumi executable on its own, in either build.</summary>
public sealed class CliCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cli-test-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_ArgumentsAndEnvironment_ReachTheInstalledCli()
    {
        var command = await CreateAsync("printf '%s|' \"$@\" $X");

        var result = await command.RunAsync(["config", "set", "a b", "--", "--flag"], _folder, new Dictionary<string, string?> { ["X"] = "1" }, cancellationToken: Token);

        Assert.Equal("config|set|a b|--non-interactive|--|--flag|1|", result.StandardOutput);
        Assert.Equal("3.260.0", command.Version!.ToString());
    }

    [Fact]
    public async Task Run_Cancelled_CliIsInterruptedAndAwaited()
    {
        var command = await CreateAsync("trap 'sleep 0.2; echo saved >\"$MARK\"; exit 1' INT; echo ready; while :; do sleep 0.05; done");
        var mark = Path.Combine(_folder, "mark");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.RunAsync(
            ["up"], _folder, new Dictionary<string, string?> { ["MARK"] = mark }, onStandardOutput: _ => cancel.Cancel(), cancellationToken: cancel.Token));

        Assert.Equal("saved\n", await File.ReadAllTextAsync(mark, Token));
    }

    [Fact]
    public async Task Create_NoSuchCli_SaysWhereItWasLookedFor()
    {
        var options = new EngineCommandOptions { Root = Path.Combine(_folder, "engine") };

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => EngineCommandFactory.CreateForCliAsync(options, Path.Combine(_folder, "nothing"), Token));

        Assert.Contains(Path.Combine(_folder, "nothing", "bin", "pulumi"), exception.Message, StringComparison.Ordinal);
    }

    private async Task<PulumiCommand> CreateAsync(string script)
    {
        var installation = Path.Combine(_folder, "installed");
        var executable = Path.Combine(Directory.CreateDirectory(Path.Combine(installation, "bin")).FullName, "pulumi");
        await File.WriteAllTextAsync(executable, $"#!/bin/sh\n[ \"$1\" = version ] && echo v3.260.0 && exit\n{script}\n", Token);
        File.SetUnixFileMode(executable, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await EngineCommandFactory.CreateForCliAsync(new EngineCommandOptions { Root = Path.Combine(_folder, "engine") }, installation, Token);
    }
}
