using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Pulumi.Automation.Exceptions;

namespace Provisioner.Sdk.Tests.Automation;

public sealed class WorkspaceStackTests : IAsyncLifetime
{
    private const string History = """[{"kind":"update","startTime":"2026-11-22T16:35:19.000Z","message":"m","environment":{"exec.kind":"auto.inline"},"config":{"p:a":{"value":"1","secret":false}},"result":"succeeded","endTime":"2026-11-22T16:35:20.000Z","version":7,"resourceChanges":{"create":2,"same":1}}]""";

    private readonly ScriptedCommand _command = new();
    private LocalWorkspace _workspace = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _workspace = await LocalWorkspace.CreateAsync(
        new LocalWorkspaceOptions { PulumiCommand = _command, EnvironmentVariables = new Dictionary<string, string?> { ["A"] = "b" }, PulumiHome = "/home/p" }, Token);

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task CreateOrSelect_StackIsThere_IsOnlySelected()
    {
        await WorkspaceStack.CreateOrSelectAsync("dev", _workspace, Token);

        Assert.Equal(["stack select --stack dev"], _command.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task CreateOrSelect_NoSuchStack_IsCreated()
    {
        _command.Answer = call => Task.FromResult(call.Arguments[1] == "select" ? new CommandResult(6, "", "error: no stack named 'dev' found\n") : new CommandResult(0, "", ""));

        await WorkspaceStack.CreateOrSelectAsync("dev", _workspace, Token);

        Assert.Equal(["stack select --stack dev", "stack init dev"], _command.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task Create_StackIsThere_Throws()
    {
        _command.Answer = _ => Task.FromResult(new CommandResult(1, "", "error: stack 'organization/p/dev' already exists\n"));

        await Assert.ThrowsAsync<StackAlreadyExistsException>(() => WorkspaceStack.CreateAsync("dev", _workspace, Token));
    }

    [Fact]
    public async Task Up_StackIsLocked_ThrowsConcurrentUpdate()
    {
        var stack = await StackAsync();
        _command.Answer = _ => Task.FromResult(new CommandResult(1, "", "error: the stack is currently locked by 1 lock(s).\n"));

        var exception = await Assert.ThrowsAsync<ConcurrentUpdateException>(() => stack.UpAsync(cancellationToken: Token));

        Assert.Equal("code: 1\nstdout: \nstderr: error: the stack is currently locked by 1 lock(s).\n\n", exception.Message);
    }

    [Fact]
    public async Task Up_AllOptions_BecomeArguments()
    {
        var stack = await StackAsync();
        _command.AnswerOutputs(("stack history", History));

        await stack.UpAsync(
            new UpOptions
            {
                Parallel = 4,
                Message = "why",
                Target = ["urn:a", "urn:b"],
                Exclude = ["urn:c"],
                Replace = ["urn:d"],
                ExpectNoChanges = true,
                TargetDependents = true,
                ExcludeDependents = true,
                ContinueOnError = true,
                Refresh = true,
                Diff = true,
                Debug = true,
                Color = "never",
                ShowReads = false,
                Plan = "plan.json",
                ShowSecrets = false,
            },
            Token);

        Assert.Equal(
            [
                "up --yes --skip-preview --expect-no-changes --show-reads=false --diff --plan plan.json --replace urn:d --exclude-dependents --target-dependents"
                    + " --continue-on-error --refresh --parallel 4 --message why --exclude urn:c --target urn:a --target urn:b --color never --debug --exec-kind auto.local --stack dev",
                "stack output --json --stack dev",
                "stack output --json --show-secrets --stack dev",
                "stack history --json --page-size 1 --page 1 --stack dev",
            ],
            _command.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task Up_Result_HoldsOutputsAndSummary()
    {
        var stack = await StackAsync();
        _command.AnswerOutputs(
            ("stack output --json --show", """{"url":"https://x","token":"t","count":3,"since":"2026-11-22T16:35:19Z","list":[1,2.5,null],"nested":{"a":true}}"""),
            ("stack output", """{"url":"https://x","token":"[secret]","count":3,"since":"2026-11-22T16:35:19Z","list":[1,2.5,null],"nested":{"a":true}}"""),
            ("stack history", History));

        var result = await stack.UpAsync(cancellationToken: Token);

        Assert.Equal(("https://x", false), (result.Outputs["url"].Value, result.Outputs["url"].IsSecret));
        Assert.Equal(("t", true), (result.Outputs["token"].Value, result.Outputs["token"].IsSecret));
        Assert.Equal(3L, result.Outputs["count"].Value);
        Assert.Equal(new DateTime(2026, 11, 22, 16, 35, 19, DateTimeKind.Utc), result.Outputs["since"].Value);
        Assert.Equal(new object?[] { 1L, 2.5, null }, result.Outputs["list"].Value);
        Assert.Equal(true, Assert.IsType<Dictionary<string, object?>>(result.Outputs["nested"].Value)["a"]);
        Assert.Equal((UpdateKind.Update, UpdateState.Succeeded, 7), (result.Summary.Kind, result.Summary.Result, result.Summary.Version));
        Assert.Equal(2, result.Summary.ResourceChanges![OperationType.Create]);
        Assert.Equal("1", result.Summary.Config["p:a"].Value);
        Assert.Equal(DateTimeOffset.Parse("2026-11-22T16:35:20Z", System.Globalization.CultureInfo.InvariantCulture), result.Summary.EndTime);
    }

    [Fact]
    public async Task Preview_SummaryEvent_BecomesChangeSummary()
    {
        var stack = await StackAsync();
        var seen = new List<EngineEvent>();
        _command.Answer = call =>
        {
            call.OnEvent?.Invoke(EngineEvents.Read("""{"sequence":1,"timestamp":1,"summaryEvent":{"resourceChanges":{"create":2,"delete-replaced":1}}}"""));
            return Task.FromResult(new CommandResult(0, "out", ""));
        };

        var result = await stack.PreviewAsync(new PreviewOptions { OnEvent = seen.Add, Plan = "plan.json" }, Token);

        Assert.Equal((2, 1), (result.ChangeSummary[OperationType.Create], result.ChangeSummary[OperationType.DeleteReplaced]));
        Assert.Single(seen);
        Assert.Equal("preview --save-plan plan.json --exec-kind auto.local --stack dev", _command.Calls[^1].Text);
    }

    [Fact]
    public async Task Preview_NoSummaryEvent_Throws()
    {
        var stack = await StackAsync();

        await Assert.ThrowsAsync<NoSummaryEventException>(() => stack.PreviewAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task RefreshAndDestroy_Options_BecomeArguments()
    {
        var stack = await StackAsync();

        await stack.RefreshAsync(new RefreshOptions { ClearPendingCreates = true, ImportPendingCreates = [new PendingCreateValue("urn:a", "1")], Target = ["urn:a"] }, Token);
        await stack.DestroyAsync(new DestroyOptions { Target = ["urn:a"], TargetDependents = true, Refresh = true }, Token);
        await stack.DestroyAsync(new DestroyOptions { PreviewOnly = true }, Token);

        Assert.Equal(
            [
                "refresh --yes --skip-preview --clear-pending-creates --import-pending-creates urn:a --import-pending-creates 1 --target urn:a --exec-kind auto.local --stack dev",
                "destroy --yes --skip-preview --target-dependents --refresh --target urn:a --exec-kind auto.local --stack dev",
                "destroy --preview-only --exec-kind auto.local --stack dev",
            ],
            _command.Calls.Select(call => call.Text).Where(text => !text.StartsWith("stack", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Commands_Environment_IsTheWorkspacesOnly()
    {
        _command.AnswerOutputs(("whoami", """{"user":"me"}"""));

        await _workspace.WhoAmIAsync(Token);

        var call = _command.Calls.Single();
        Assert.Equal(new Dictionary<string, string?> { ["PULUMI_HOME"] = "/home/p", ["A"] = "b" }, call.Environment);
        Assert.Equal(_workspace.WorkDir, call.WorkDir);
    }

    [Fact]
    public async Task Configuration_Verbs_AreTheClis()
    {
        var stack = await StackAsync();
        _command.AnswerOutputs(("config get", """{"value":"v","secret":true}"""), ("config --show", """{"p:a":{"value":"1","secret":false}}"""));

        var one = await stack.GetConfigAsync("p:t", Token);
        var all = await stack.GetAllConfigAsync(Token);
        await stack.SetConfigAsync("p:a", new ConfigValue("-x"), Token);
        await stack.SetAllConfigAsync(new Dictionary<string, ConfigValue> { ["p:a"] = new("1"), ["p:b"] = new("2", isSecret: true) }, path: true, Token);
        await stack.RemoveAllConfigAsync(["p:a", "p:b"], Token);
        await stack.CancelAsync(Token);

        Assert.Equal(("v", true), (one.Value, one.IsSecret));
        Assert.Equal("1", all["p:a"].Value);
        Assert.Equal(
            [
                "config get p:t --json --stack dev",
                "config --show-secrets --json --stack dev",
                "config set p:a --plaintext --stack dev --non-interactive -- -x",
                "config set-all --stack dev --path --plaintext p:a=1 --secret p:b=2",
                "config rm-all --stack dev p:a p:b",
                "cancel --yes --stack dev",
            ],
            _command.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task ImportStack_State_IsHandedOverAsFile()
    {
        var stack = await StackAsync();
        string? seen = null;
        _command.Answer = async call =>
        {
            seen = await File.ReadAllTextAsync(call.Arguments[3], Token);
            return new CommandResult(0, "", "");
        };

        await stack.ImportStackAsync(StackDeployment.FromJsonString("""{"version": 3, "deployment": {}}"""), Token);

        Assert.Equal("""{"version": 3, "deployment": {}}""", seen);
        Assert.False(File.Exists(_command.Calls[^1].Arguments[3]));
    }

    private async Task<WorkspaceStack> StackAsync()
    {
        var stack = await WorkspaceStack.SelectAsync("dev", _workspace, Token);
        _command.Calls.Clear();
        return stack;
    }
}
