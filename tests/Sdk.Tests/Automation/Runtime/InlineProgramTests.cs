using Grpc.Core;
using Provisioner.Sdk.Tests.Pulumi.Programs;
using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.Automation.Runtime;

/// <summary>Inline programs over the real protocol: the command in the test calls the language host as an engine does.</summary>
public sealed class InlineProgramTests : IAsyncLifetime
{
    private readonly ScriptedCommand _command = new();
    private ScriptedEngine _engine = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _engine = await ScriptedEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Up_Program_RunsAgainstTheMonitor()
    {
        using var stack = await StackAsync(PulumiFn.Create(IDictionary<string, object?> () =>
        {
            _ = new Databricks("folder");
            return new Dictionary<string, object?> { ["stack"] = Deployment.Instance.StackName, ["dry"] = Deployment.Instance.IsDryRun };
        }));
        RunResponse? response = null;
        _command.Answer = async call =>
        {
            response = call.Arguments[0] == "up" ? await RunAsync(call, "dev") : response;
            return ScriptedCommand.Succeeded(call);
        };

        await stack.UpAsync(cancellationToken: Token);

        Assert.Equal("", response!.Error);
        Assert.Equal("/", _engine.Registration("folder").Object.Fields["path"].StringValue);
        var outputs = _engine.RequestsOf<RegisterResourceOutputsRequest>().Single().Outputs.Fields;
        Assert.Equal(("dev", false), (outputs["stack"].StringValue, outputs["dry"].BoolValue));
        Assert.Contains("--exec-kind auto.inline", _command.Calls.Single(call => call.Arguments[0] == "up").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_ProgramThrows_CallerGetsItsException()
    {
        using var stack = await StackAsync(PulumiFn.Create((Action)(() => throw new InvalidDataException("bad descriptor"))));
        RunResponse? response = null;
        _command.Answer = async call =>
        {
            response = await RunAsync(call, "dev");
            return new CommandResult(1, "", "error: failed");
        };

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => stack.UpAsync(cancellationToken: Token));

        Assert.Equal("bad descriptor", exception.Message);
        Assert.True(response!.Bail);
    }

    [Fact]
    public async Task Up_ForAnotherStack_IsRefused()
    {
        Assert.SkipWhen(SdkBuild.IsOfficial, "Its listeners are not used again: it does not look.");
        using var stack = await StackAsync(PulumiFn.Create(() => { }));
        RpcException? refused = null;
        _command.Answer = async call =>
        {
            if (call.Arguments[0] == "up")
            {
                refused = await Assert.ThrowsAsync<RpcException>(() => RunAsync(call, "qa"));
            }
            return ScriptedCommand.Succeeded(call);
        };

        await stack.UpAsync(cancellationToken: Token);

        Assert.Equal(StatusCode.FailedPrecondition, refused!.StatusCode);
        Assert.Empty(_engine.Requests);
    }

    [Fact]
    public async Task Up_CommandWasLost_ListenerIsGivenUp()
    {
        using var stack = await StackAsync(PulumiFn.Create(() => { }));
        _command.Answer = _ => throw new OperationCanceledException();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stack.UpAsync(cancellationToken: Token));

        // A late engine must not reach a program of a later operation.
        var refused = await Assert.ThrowsAsync<RpcException>(() => RunAsync(_command.Calls[^1], "dev"));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Destroy_InlineProgram_IsNotRun()
    {
        using var stack = await StackAsync(PulumiFn.Create(() => { }));

        await stack.DestroyAsync(cancellationToken: Token);
        await stack.DestroyAsync(new DestroyOptions { RunProgram = true }, Token);

        var calls = _command.Calls.Where(call => call.Arguments[0] == "destroy").Select(call => call.Text).ToList();
        Assert.Equal("destroy --yes --skip-preview --exec-kind auto.inline --stack organization/shop/dev", calls[0]);
        Assert.Contains("--run-program=true ", calls[1], StringComparison.Ordinal);
        Assert.Contains("--client=127.0.0.1:", calls[1], StringComparison.Ordinal);
    }

    private async Task<WorkspaceStack> StackAsync(PulumiFn program)
    {
        var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions { PulumiCommand = _command, Program = program }, Token);
        return await WorkspaceStack.SelectAsync("organization/shop/dev", workspace, Token);
    }

    private Task<RunResponse> RunAsync(ScriptedCommand.Call call, string stack)
        => InlinePrograms.RunAsync(_engine, call, new ProgramSettings { Stack = stack });

    private sealed class Databricks(string name) : CustomResource("databricks:index/directory:Directory", name, new global::Pulumi.Databricks.DirectoryArgs { Path = "/" }, null);
}
