using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Pulumi.Automation.Exceptions;
using Pulumi.Automation.Runtime;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

/// <summary>One stack of a workspace, and the operations on it.</summary>
public sealed partial class WorkspaceStack : IDisposable
{
    private WorkspaceStack(string name, Workspace workspace)
    {
        Name = name;
        Workspace = workspace;
        State = new WorkspaceStackState(this);
    }

    public string Name { get; }

    public Workspace Workspace { get; }

    public WorkspaceStackState State { get; }

    /// <exception cref="StackAlreadyExistsException">There is a stack of that name.</exception>
    public static async Task<WorkspaceStack> CreateAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        await workspace.CreateStackAsync(name, cancellationToken).ConfigureAwait(false);
        return new WorkspaceStack(name, workspace);
    }

    /// <exception cref="StackNotFoundException">There is no stack of that name.</exception>
    public static async Task<WorkspaceStack> SelectAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        await workspace.SelectStackAsync(name, cancellationToken).ConfigureAwait(false);
        return new WorkspaceStack(name, workspace);
    }

    public static async Task<WorkspaceStack> CreateOrSelectAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SelectAsync(name, workspace, cancellationToken).ConfigureAwait(false);
        }
        catch (StackNotFoundException)
        {
            return await CreateAsync(name, workspace, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the program and makes the stack what it declares.</summary>
    /// <exception cref="CommandException">The operation failed; what succeeded before is kept.</exception>
    /// <exception cref="ConcurrentUpdateException">Another operation holds the stack's lock.</exception>
    /// <exception cref="Exception">What an inline program threw.</exception>
    public async Task<UpResult> UpAsync(UpOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunWithProgramAsync(
            OperationArguments.Up(options), options?.Program ?? Workspace.Program, options?.Logger, options, options?.OnEvent, cancellationToken).ConfigureAwait(false);
        var outputs = await GetOutputsAsync(cancellationToken).ConfigureAwait(false);
        var summary = await GetInfoAsync(options?.ShowSecrets, cancellationToken).ConfigureAwait(false);
        return new UpResult(result.StandardOutput, result.StandardError, summary!, outputs);
    }

    /// <summary>Runs the program and tells what <see cref="UpAsync"/> would do.</summary>
    /// <inheritdoc cref="UpAsync" path="/exception"/>
    /// <exception cref="NoSummaryEventException">The engine did not tell what would be done.</exception>
    public async Task<PreviewResult> PreviewAsync(PreviewOptions? options = null, CancellationToken cancellationToken = default)
    {
        SummaryEvent? summary = null;
        var result = await RunWithProgramAsync(
            OperationArguments.Preview(options),
            options?.Program ?? Workspace.Program,
            options?.Logger,
            options,
            engineEvent =>
            {
                summary = engineEvent.SummaryEvent ?? summary;
                options?.OnEvent?.Invoke(engineEvent);
            },
            cancellationToken).ConfigureAwait(false);
        return summary is null
            ? throw new NoSummaryEventException("The preview ended without a summary.")
            : new PreviewResult(result.StandardOutput, result.StandardError, summary.ResourceChanges);
    }

    /// <summary>Reads what is live into the stack's state.</summary>
    /// <inheritdoc cref="UpAsync" path="/exception"/>
    public async Task<UpdateResult> RefreshAsync(RefreshOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunWithOptionalProgramAsync(OperationArguments.Refresh(options), options?.RunProgram, options, cancellationToken).ConfigureAwait(false);
        var summary = await GetInfoAsync(options?.ShowSecrets, cancellationToken).ConfigureAwait(false);
        return new UpdateResult(result.StandardOutput, result.StandardError, summary!);
    }

    /// <summary>Deletes the stack's resources; the stack itself and its history stay.</summary>
    /// <inheritdoc cref="UpAsync" path="/exception"/>
    public async Task<UpdateResult> DestroyAsync(DestroyOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunWithOptionalProgramAsync(OperationArguments.Destroy(options), options?.RunProgram, options, cancellationToken).ConfigureAwait(false);
        var summary = await GetInfoAsync(options?.ShowSecrets, cancellationToken).ConfigureAwait(false);
        return new UpdateResult(result.StandardOutput, result.StandardError, summary!);
    }

    /// <summary>The stack's outputs, secrets in plain text.</summary>
    public Task<ImmutableDictionary<string, OutputValue>> GetOutputsAsync(CancellationToken cancellationToken = default) => Workspace.GetStackOutputsAsync(Name, cancellationToken);

    /// <summary>Operations on the stack, latest first.</summary>
    public async Task<ImmutableList<UpdateSummary>> GetHistoryAsync(HistoryOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunCommandAsync(OperationArguments.History(options), options: null, onEvent: null, cancellationToken).ConfigureAwait(false);
        return CommandOutput.ReadHistory(result.StandardOutput);
    }

    /// <summary>The latest operation; null when there was none.</summary>
    public Task<UpdateSummary?> GetInfoAsync(CancellationToken cancellationToken = default) => GetInfoAsync(showSecrets: true, cancellationToken);

    /// <summary>The stack's state, secrets in plain text.</summary>
    public Task<StackDeployment> ExportStackAsync(CancellationToken cancellationToken = default) => Workspace.ExportStackAsync(Name, cancellationToken);

    /// <summary>Replaces the stack's state.</summary>
    public Task ImportStackAsync(StackDeployment state, CancellationToken cancellationToken = default) => Workspace.ImportStackAsync(Name, state, cancellationToken);

    /// <summary>Takes the stack's lock away. An operation that still runs may then leave the state in disorder.</summary>
    public Task CancelAsync(CancellationToken cancellationToken = default) => Workspace.RunCommandAsync(["cancel", "--yes", "--stack", Name], cancellationToken);

    /// <summary>Disposes the workspace.</summary>
    public void Dispose() => Workspace.Dispose();

    internal Task<CommandResult> RunCommandAsync(IReadOnlyList<string> args, UpdateOptions? options, Action<EngineEvent>? onEvent, CancellationToken cancellationToken)
        => Workspace.RunStackCommandAsync(Name, [.. args, "--stack", Name], options?.OnStandardOutput, options?.OnStandardError, onEvent, cancellationToken);

    private async Task<UpdateSummary?> GetInfoAsync(bool? showSecrets, CancellationToken cancellationToken)
        => (await GetHistoryAsync(new HistoryOptions { PageSize = 1, ShowSecrets = showSecrets }, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Refresh and destroy work from the state; only on request do they run the program too.</summary>
    private Task<CommandResult> RunWithOptionalProgramAsync(List<string> args, bool? runProgram, UpdateOptions? options, CancellationToken cancellationToken)
        => runProgram is true || Workspace.Program is null
            ? RunWithProgramAsync(args, Workspace.Program, logger: null, options, options?.OnEvent, cancellationToken)
            : RunCommandAsync([.. args, .. ExecKind(inline: true)], options, options?.OnEvent, cancellationToken);

    private Task<CommandResult> RunWithProgramAsync(
        List<string> args, PulumiFn? program, ILogger? logger, UpdateOptions? options, Action<EngineEvent>? onEvent, CancellationToken cancellationToken)
        => program is null
            ? RunCommandAsync([.. args, .. ExecKind(inline: false)], options, onEvent, cancellationToken)
            : InlineProgramHost.RunAsync(
                new InlineProgramRun(Name, program, logger ?? Workspace.Logger, cancellationToken),
                address => RunCommandAsync([.. args, $"--client={address}", .. ExecKind(inline: true)], options, onEvent, cancellationToken));

    private static string[] ExecKind(bool inline) => ["--exec-kind", inline ? "auto.inline" : "auto.local"];
}
