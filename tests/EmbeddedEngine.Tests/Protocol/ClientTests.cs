using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Provisioner.EmbeddedEngine.Tests.Cli;
using Provisioner.EmbeddedEngine.Tests.Engine;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Tests.Protocol;

/// <summary>Operations whose program is behind a real connection, as an SDK's is.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private const string Thing = "test:index:Thing";

    private readonly CliLab _cli = new();
    private readonly Lab _providers = new();
    private RemoteProgram _program = null!;

    public async ValueTask InitializeAsync()
    {
        _program = await RemoteProgram.StartAsync();
        _cli.Providers = _providers;
        await _cli.RunAsync("stack init dev");
    }

    [Fact]
    public async Task Up_ProgramOverTheWire_MakesItsResourcesAndKeepsSecrets()
    {
        await _cli.RunAsync("config set --secret token s3cret");
        _program.Program = async (_, monitor, _) =>
        {
            var info = await monitor.GetDeploymentInfoAsync(new Empty());
            Assert.Equal(("organization", "lab", "dev", false), (info.Organization, info.Project, info.Stack, info.DryRun));
            Assert.Equal("lab:token", Assert.Single(info.ConfigSecretKeys));
            var stack = await monitor.RegisterResourceAsync(new RegisterResourceRequest { Type = "pulumi:pulumi:Stack", Name = "lab-dev", AcceptSecrets = true });
            var request = new RegisterResourceRequest { Type = Thing, Name = "a", Custom = true, Parent = stack.Urn, AcceptSecrets = true, Object = new Struct() };
            request.Object.Fields["hidden"] = Secret(info.Config["lab:token"]);
            var made = await monitor.RegisterResourceAsync(request);
            Assert.Equal(Secret("s3cret"), made.Object.Fields["hidden"]);
            await monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest { Urn = stack.Urn, Outputs = new Struct { Fields = { ["id"] = Value.ForString(made.Id) } } });
        };

        var result = await UpAsync();

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains(" +  test:index:Thing a created", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(Path.Combine(_cli.State, ".pulumi/stacks/lab/dev.json")), StringComparison.Ordinal);
        Assert.Contains("\"hidden\": {\n", (await _cli.RunAsync("stack export --show-secrets")).Output, StringComparison.Ordinal);
        var history = JsonNode.Parse((await _cli.RunAsync("stack history --json")).Output)![0]!;
        Assert.Equal(("update", "succeeded", "client"), ((string?)history["kind"], (string?)history["result"], (string?)history["environment"]!["runtime.name"]));
        Assert.Equal("auto.inline", (string?)history["environment"]!["exec.kind"]);
    }

    [Fact]
    public async Task Up_EventLogs_AllGetTheSameEvents()
    {
        var file = Path.Combine(_cli.Root, "events");

        await UpAsync("--event-log", "tcp://" + _program.Address);
        var inProcess = _cli.Events.Select(json => json.ToJsonString()).ToList();
        var streamed = _program.Events.Select(text => JsonNode.Parse(text)!.ToJsonString());
        Assert.Equal(inProcess, streamed);
        Assert.Equal(Enumerable.Range(0, inProcess.Count), _cli.Events.Select(json => (int)json["sequence"]!));
        Assert.NotNull(_cli.Events[^1]["cancelEvent"]);

        await UpAsync("--event-log", file);
        Assert.Equal(_cli.Events.Select(json => json.ToJsonString()), (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!.ToJsonString()));
    }

    [Fact]
    public async Task Up_WhatIsNotSupported_IsRefusedByNameInTheProgram()
    {
        _program.Program = (_, monitor, _) => monitor.RegisterResourceAsync(new RegisterResourceRequest { Type = Thing, Name = "far", Remote = true }).ResponseAsync;
        var remote = await UpAsync();
        _program.Program = (_, monitor, _) => monitor.InvokeAsync(new ResourceInvokeRequest { Tok = "test:index:find" }).ResponseAsync;
        var function = await UpAsync();

        Assert.Equal((1, 1), (remote.ExitCode, function.ExitCode));
        Assert.Contains("'far' of type 'test:index:Thing': components of a provider (remote) are not supported", remote.Output, StringComparison.Ordinal);
        Assert.Contains("the function 'test:index:find' is not supported", function.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_LogOfTheProgram_IsShown()
    {
        _program.Program = (_, _, engine) => engine.LogAsync(new LogRequest { Severity = LogSeverity.Warning, Message = "mind the gap" }).ResponseAsync;

        Assert.Contains("warning: mind the gap", (await UpAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_TwiceInAProcess_UsesTheListenerAgain()
    {
        // Other tests take listeners from the same pool: of several runs two at least meet the same one.
        for (var at = 0; at < 5; at++)
            await UpAsync();

        Assert.True(_program.Runs.DistinctBy(run => run.MonitorAddress).Count() < 5);
    }

    [Fact]
    public async Task Up_NobodyBehindTheAddress_IsOneError()
    {
        var result = await _cli.RunAsync(["up", "--yes", "--skip-preview", "--client=127.0.0.1:1", "--stack", "dev"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("could not connect to the language runtime", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_cli.State, ".pulumi/locks/organization/lab/dev")));
    }

    [Fact]
    public async Task Up_NoClient_SaysThatThisEngineRunsInlineProgramsOnly() =>
        Assert.Contains("pass --client", (await _cli.RunAsync("up --yes --stack dev")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Preview_UnknownOutput_IsTheSentinelAndNothingIsWritten()
    {
        var state = Path.Combine(_cli.State, ".pulumi/stacks/lab/dev.json");
        var before = await File.ReadAllTextAsync(state);
        var answered = "";
        _program.Program = async (request, monitor, _) =>
        {
            Assert.True(request.DryRun);
            answered = (await monitor.RegisterResourceAsync(new RegisterResourceRequest { Type = Thing, Name = "a", Custom = true, Object = new Struct() })).Object.ToString();
        };

        var result = await _cli.RunAsync(["preview", "--json", "--client=" + _program.Address, "--stack", "dev"]);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(1, (int)JsonNode.Parse(result.Output)!["changeSummary"]!["create"]!);
        Assert.Equal(before, await File.ReadAllTextAsync(state));
        Assert.NotEmpty(answered);
    }

    [Fact]
    public async Task Up_StackReference_ReadsOutputsOfTheOtherStackWithItsSecrets()
    {
        await _cli.RunAsync("stack init other");
        _program.Program = async (_, monitor, _) =>
        {
            var stack = await monitor.RegisterResourceAsync(new RegisterResourceRequest { Type = "pulumi:pulumi:Stack", Name = "lab-other" });
            await monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest { Urn = stack.Urn, Outputs = new Struct { Fields = { ["open"] = Value.ForString("o"), ["hidden"] = Secret("s3cret") } } });
        };
        var made = await _cli.RunAsync(["up", "--yes", "--skip-preview", "--client=" + _program.Address, "--stack", "other"]);
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        var read = new Struct();
        _program.Program = async (_, monitor, _) => read = (await ReadStackAsync(monitor, "organization/lab/other")).Properties;
        var reading = await UpAsync();

        Assert.True(reading.ExitCode == 0, reading.Output + reading.Error);
        Assert.Equal(Value.ForString("o"), read.Fields["outputs"].StructValue.Fields["open"]);
        Assert.Equal(Secret("s3cret"), read.Fields["outputs"].StructValue.Fields["hidden"]);
        Assert.Equal("hidden", Assert.Single(read.Fields["secretOutputNames"].ListValue.Values).StringValue);
    }

    [Fact]
    public async Task Up_ReferenceToNoStack_SaysSo()
    {
        _program.Program = (_, monitor, _) => ReadStackAsync(monitor, "organization/lab/none");

        Assert.Contains("unknown stack \"organization/lab/none\"", (await UpAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rename_StackWithResources_GoesOnUnderTheNewName()
    {
        _program.Program = async (request, monitor, _) =>
        {
            var stack = await monitor.RegisterResourceAsync(new RegisterResourceRequest { Type = "pulumi:pulumi:Stack", Name = $"lab-{request.Stack}" });
            await monitor.RegisterResourceAsync(new RegisterResourceRequest { Type = Thing, Name = "a", Custom = true, Parent = stack.Urn, Object = new Struct() });
        };
        await UpAsync();
        await _cli.RunAsync("config set --stack dev a b");

        Assert.Equal("Renamed dev to prod\n", (await _cli.RunAsync("stack rename --stack dev prod")).Output);

        var again = await _cli.RunAsync(["up", "--yes", "--skip-preview", "--expect-no-changes", "--client=" + _program.Address, "--stack", "prod"]);
        Assert.True(again.ExitCode == 0, again.Output + again.Error);
        Assert.Equal("b\n", (await _cli.RunAsync("config get --stack prod a")).Output);
        Assert.Equal(2, JsonNode.Parse((await _cli.RunAsync("stack history --json --stack prod")).Output)!.AsArray().Count);
        Assert.Equal(6, (await _cli.RunAsync("stack select dev")).ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _cli.Dispose();
    }

    private Task<CliResult> UpAsync(params string[] more) =>
        _cli.RunAsync(["up", "--yes", "--skip-preview", "--non-interactive", "--exec-kind", "auto.inline", "--client=" + _program.Address, "--stack", "dev", .. more]);

    private static Task<ReadResourceResponse> ReadStackAsync(ResourceMonitor.ResourceMonitorClient monitor, string name) => monitor.ReadResourceAsync(new ReadResourceRequest
    {
        Type = "pulumi:pulumi:StackReference",
        Name = "reference",
        Id = name,
        Properties = new Struct { Fields = { ["name"] = Value.ForString(name) } },
        AcceptSecrets = true,
    }).ResponseAsync;

    private static Value Secret(string text) => Value.ForStruct(new Struct
    {
        Fields = { ["4dabf18193072939515e22adb298388d"] = Value.ForString("1b47061264138c4ac30d75fd1eb44270"), ["value"] = Value.ForString(text) },
    });
}
