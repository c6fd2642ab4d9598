using Grpc.Net.Client;
using Provisioner.Sdk.Tests.Automation;
using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

/// <summary>
/// Runs programs as an engine does: an <c>up</c> of the Automation API, whose command asks the language host to run the program. Only public members are
/// used, so that the same tests hold for the official SDK, in its build.
/// </summary>
internal static class InlinePrograms
{
    public static Task<ProgramResult> RunAsync(ScriptedEngine engine, Action program, Func<ProgramSettings, ProgramSettings>? change = null)
        => RunAsync(engine, PulumiFn.Create(program), change);

    public static Task<ProgramResult> RunAsync(
        ScriptedEngine engine, Func<IDictionary<string, object?>> program, Func<ProgramSettings, ProgramSettings>? change = null)
        => RunAsync(engine, PulumiFn.Create(program), change);

    public static Task<ProgramResult> RunAsync(
        ScriptedEngine engine, Func<Task<IDictionary<string, object?>>> program, Func<ProgramSettings, ProgramSettings>? change = null)
        => RunAsync(engine, PulumiFn.Create(program), change);

    public static async Task<RunResponse> RunAsync(ScriptedEngine engine, ScriptedCommand.Call call, ProgramSettings settings)
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{call.ClientPort}");
        var request = new RunRequest
        {
            Project = settings.Project, Stack = settings.Stack, DryRun = settings.IsDryRun, Parallel = 4, MonitorAddress = engine.Address, Args = { engine.Address },
            ConfigSecretKeys = { settings.ConfigSecretKeys },
        };
        foreach (var (key, value) in settings.Config)
            request.Config[key] = value;
        return await new LanguageRuntime.LanguageRuntimeClient(channel).RunAsync(request, cancellationToken: call.CancellationToken);
    }

    private static async Task<ProgramResult> RunAsync(ScriptedEngine engine, PulumiFn program, Func<ProgramSettings, ProgramSettings>? change)
    {
        var settings = new ProgramSettings();
        settings = change?.Invoke(settings) ?? settings;
        RunResponse? response = null;
        var command = new ScriptedCommand
        {
            Answer = async call =>
            {
                if (call.Arguments[0] == "up")
                    response = await RunAsync(engine, call, settings);
                // An engine whose program failed fails too.
                return response is { Bail: true } ? new CommandResult(255, "", "") : ScriptedCommand.Succeeded(call);
            },
        };
        using var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions { PulumiCommand = command, Program = program });
        using var stack = await WorkspaceStack.SelectAsync($"organization/{settings.Project}/{settings.Stack}", workspace);
        try
        {
            await stack.UpAsync();
            return new ProgramResult(true, null);
        }
        catch (CommandException) when (response is not null)
        {
            return new ProgramResult(false, null);
        }
        catch (Exception exception) when (response is not null)
        {
            return new ProgramResult(false, exception);
        }
    }
}
