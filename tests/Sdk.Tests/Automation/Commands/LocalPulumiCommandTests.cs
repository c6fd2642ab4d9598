using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Semver;

namespace Provisioner.Sdk.Tests.Automation.Commands;

public sealed class LocalPulumiCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("pulumi-test-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Run_Arguments_ReachTheExecutableOfTheRoot()
    {
        var command = await CreateAsync("v3.260.0", "printf '%s|' \"$@\"; echo; cat; echo \"x=$X path=${PATH%%:*}\" >&2");
        var lines = new List<string>();

        var result = await command.RunInputAsync(["config", "set", "a b", "--", "--flag"], _root, new Dictionary<string, string?> { ["X"] = "1" }, lines.Add, stdIn: "typed", cancellationToken: Token);

        Assert.Equal("config|set|a b|--non-interactive|--|--flag|\ntyped", result.StandardOutput);
        Assert.Equal(["config|set|a b|--non-interactive|--|--flag|", "typed"], lines);
        Assert.Equal($"x=1 path={_root}/bin\n", result.StandardError);
        Assert.Equal(new SemVersion(3, 260, 0), command.Version);
    }

    [Fact]
    public async Task Run_ExitCodeWithText_BecomesItsException()
    {
        var command = await CreateAsync("v3.260.0", "echo \"error: no stack named 'dev' found\" >&2; exit 6");

        var exception = await Assert.ThrowsAsync<StackNotFoundException>(() => command.RunAsync(["stack", "select"], _root, new Dictionary<string, string?>(), cancellationToken: Token));

        Assert.StartsWith("code: 6\n", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EventsOfAnOldCli_ComeFromItsFile()
    {
        var command = await CreateAsync(
            "v3.200.0", "log=; while [ $# -gt 0 ]; do [ \"$1\" = --event-log ] && log=$2; shift; done; echo '{\"sequence\":1,\"cancelEvent\":{}}' >>$log; printf '{\"sequence\":2}' >>$log; echo $PULUMI_DEBUG_COMMANDS");
        var seen = new List<int>();

        var result = await command.RunAsync(["up"], _root, new Dictionary<string, string?>(), onEngineEvent: engineEvent => seen.Add(engineEvent.Sequence), cancellationToken: Token);

        Assert.Equal([1, 2], seen);
        Assert.Equal("true\n", result.StandardOutput);
    }

    [Fact]
    public async Task Run_Cancelled_CommandIsInterrupted()
    {
        var command = await CreateAsync("v3.260.0", "trap 'echo saved >>\"$MARK\"; exit 1' INT; echo ready; while :; do sleep 0.05; done");
        var mark = Path.Combine(_root, "mark");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.RunAsync(
            ["up"], _root, new Dictionary<string, string?> { ["MARK"] = mark }, onStandardOutput: _ => cancel.Cancel(), cancellationToken: cancel.Token));

        Assert.Equal("saved\n", await File.ReadAllTextAsync(mark, Token));
    }

    [Theory]
    [InlineData("v3.0.9")]
    [InlineData("v4.0.0")]
    [InlineData("nonsense")]
    public async Task Create_VersionThatWillNotDo_IsRefused(string version)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => CreateAsync(version, ""));

        var unchecked_ = await CreateAsync(version, "", skipCheck: true);
        Assert.Equal(version == "nonsense", unchecked_.Version is null);
    }

    private async Task<LocalPulumiCommand> CreateAsync(string version, string script, bool skipCheck = false)
    {
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        var file = Path.Combine(_root, "bin", "pulumi");
        await File.WriteAllTextAsync(file, $"#!/bin/sh\nif [ \"$1\" = version ]; then echo '{version}'; exit 0; fi\n{script}\n", Token);
#pragma warning disable CA1416 // The scripts of these tests need a Unix anyway.
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        return await LocalPulumiCommand.CreateAsync(new LocalPulumiCommandOptions { Root = _root, SkipVersionCheck = skipCheck }, Token);
    }
}
