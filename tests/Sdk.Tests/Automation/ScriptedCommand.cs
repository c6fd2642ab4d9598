using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Semver;

namespace Provisioner.Sdk.Tests.Automation;

/// <summary>Stands for the CLI: keeps what it is told and answers as the script says, by default with success and no output.</summary>
internal sealed class ScriptedCommand : PulumiCommand
{
    public override SemVersion? Version { get; } = new(3, 260, 0);

    public List<Call> Calls { get; } = [];

    public Func<Call, Task<CommandResult>> Answer { get; set; } = call => Task.FromResult(Succeeded(call));

    /// <summary>Success, with the empty list or object for a verb that tells in JSON.</summary>
    public static CommandResult Succeeded(Call call) => new(
        0,
        call switch
        {
            { Arguments: ["stack", "history", ..] } => "[]",
            { Arguments: ["stack", "output", ..] } => "{}",
            _ => "",
        },
        "");

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
        => RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, stdIn: null, onEngineEvent, cancellationToken);

    public override async Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
    {
        var call = new Call([.. args], workingDir, new Dictionary<string, string?>(additionalEnv), stdIn, onEngineEvent, cancellationToken);
        Calls.Add(call);
        var result = await Answer(call);
        return result.Code == 0 ? result : throw CommandFailures.Of(result);
    }

    public void AnswerOutputs(params (string Prefix, string Output)[] outputs) => Answer = call =>
        Task.FromResult(new CommandResult(0, outputs.FirstOrDefault(output => call.Text.StartsWith(output.Prefix, StringComparison.Ordinal)).Output ?? "", ""));

    internal sealed record Call(
        string[] Arguments, string WorkDir, Dictionary<string, string?> Environment, string? Input, Action<EngineEvent>? OnEvent, CancellationToken CancellationToken)
    {
        public string Text => string.Join(' ', Arguments);

        /// <summary>Port of the language host that the command is given.</summary>
        public int ClientPort => int.Parse(Arguments.Single(argument => argument.StartsWith("--client=127.0.0.1:", StringComparison.Ordinal)).Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
