using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Cli;
using Provisioner.EngineCommand;
using Pulumi.Automation.Commands.Exceptions;
using Semver;

namespace Provisioner.Sdk.Tests.EngineCommand;

public sealed class InProcessPulumiCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Invocation_HoldsExactlyWhatIsGiven()
    {
        PulumiInvocation? seen = null;
        var command = await CreateAsync(async (invocation, _) =>
        {
            seen = invocation;
            await invocation.Output.WriteAsync("one\ntwo");
            await invocation.Error.WriteLineAsync("warning");
            return 0;
        });
        var lines = new List<string>();

        var result = await command.RunInputAsync(["config", "set", "--", "x"], "/work", new Dictionary<string, string?> { ["A"] = "b" }, lines.Add, stdIn: "typed", cancellationToken: Token);

        Assert.Equal(["config", "set", "--non-interactive", "--", "x"], seen!.Arguments);
        Assert.Equal("/work", seen.WorkingDirectory);
        Assert.Equal(new Dictionary<string, string?> { ["A"] = "b" }, seen.Environment);
        Assert.Null(seen.OnEngineEvent);
        Assert.Equal(("one\ntwo", "warning\n"), (result.StandardOutput, result.StandardError));
        Assert.Equal(["one", "two"], lines);
        Assert.Equal(new SemVersion(3, 260, 0), command.Version);
    }

    [Fact]
    public async Task Run_Events_BecomeEngineEvents()
    {
        var command = await CreateAsync((invocation, _) =>
        {
            invocation.OnEngineEvent!(new JsonObject { ["sequence"] = 3, ["cancelEvent"] = new JsonObject() });
            return Task.FromResult(0);
        });
        var seen = new List<int>();

        await command.RunAsync(["up"], "/work", new Dictionary<string, string?>(), onEngineEvent: engineEvent => seen.Add(engineEvent.Sequence), cancellationToken: Token);

        Assert.Equal([3], seen);
    }

    [Fact]
    public async Task Run_ExitCode_BecomesAnException()
    {
        var command = await CreateAsync((invocation, _) =>
        {
            invocation.Error.Write("error: no stack named 'dev' found\n");
            return Task.FromResult(6);
        });

        await Assert.ThrowsAsync<StackNotFoundException>(() => command.RunAsync(["stack", "select"], "/work", new Dictionary<string, string?>(), cancellationToken: Token));
    }

    [Fact]
    public async Task Run_CancelledAndFailed_IsACancellation()
    {
        using var cancel = new CancellationTokenSource();
        var command = await CreateAsync(async (_, cancellationToken) =>
        {
            await cancel.CancelAsync();
            return cancellationToken.IsCancellationRequested ? 1 : 0;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.RunAsync(["up"], "/work", new Dictionary<string, string?>(), cancellationToken: cancel.Token));
    }

    [Fact]
    public async Task Factory_EmbeddedEngine_TellsItsVersion()
    {
        var command = await EngineCommandFactory.CreateAsync(new EngineCommandOptions { Root = Path.GetTempPath() }, Token);

        Assert.Equal(3, command.Version!.Major);
    }

    private static Task<InProcessPulumiCommand> CreateAsync(Func<PulumiInvocation, CancellationToken, Task<int>> run)
        => InProcessPulumiCommand.CreateAsync(
            (invocation, cancellationToken) =>
            {
                if (invocation.Arguments[0] != "version")
                {
                    return run(invocation, cancellationToken);
                }
                invocation.Output.Write("v3.260.0\n");
                return Task.FromResult(0);
            },
            TimeProvider.System,
            Token);
}
