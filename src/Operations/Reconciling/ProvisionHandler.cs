using System.Text.Json.Nodes;
using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Reading;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Locks;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reporting;
using Provisioner.Operations.Requests;
using Provisioner.Operations.Store;
using Provisioner.Operations.Validation;
using Provisioner.ReverseReader.Checks;
using Provisioner.ReverseReader.Components;
using Provisioner.ReverseReader.Identities;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;

namespace Provisioner.Operations.Reconciling;

/// <summary>Deploys a component: reads what is there, declares what should be, lets the engine bring the one to the other.</summary>
public sealed class ProvisionHandler(
    DescriptorSettings descriptors,
    StackSettings settings,
    FactReader reader,
    EngineStacks stacks,
    AttemptLock attempts,
    KeyedLocks locks,
    InterruptedCreations interrupted,
    LiveChecks checks,
    NotebookRecord notebooks,
    Relocation relocation,
    TimeProvider time) : IOperationHandler
{
    private const int MostTries = 4;

    public OperationKind Kind => OperationKind.Provision;

    public async Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
    {
        // What was accepted is checked again: the settings may have changed since.
        var request = ComponentRequest.FromJson(operation.Request);
        var reading = DescriptorReader.Read(request.Descriptor, descriptors);
        if (!reading.Succeeded)
            return Failed("The descriptor is not valid", reading.Problems);
        var component = reading.Component;
        var lockId = await attempts.BeginAsync(operation, component.StackName, log, cancellationToken);
        using var stack = await stacks.OpenAsync(component.StackName, lockId, cancellationToken);
        try
        {
            var ending = await ConvergeAsync(component, stack, log, cancellationToken);
            if (ending.Status == OperationStatus.Completed && operation.Attempts > 0)
                await interrupted.RemoveLateAsync(DescriptorReader.ReadForUnprovision(request.Descriptor, descriptors).Target, stack, log, cancellationToken);
            return ending;
        }
        catch (Exception failure) when (LiveReading.IsExpected(failure))
        {
            return OperationEnding.Failed(LiveReading.Describe(failure, stack.HasWorked));
        }
    }

    private async Task<OperationEnding> ConvergeAsync(Component component, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        var (begun, applied) = (false, false);
        var memory = new IdentityMemory();
        IReadOnlyList<string>? readers = null;
        for (var attempt = 1; ; attempt++)
        {
            var contents = WithReaders(await stack.ReadAsync(cancellationToken), readers);
            if (attempt == 1)
                await interrupted.WaitAsync(component, contents, memory, log, cancellationToken);
            log.Info("read", $"Reading {(attempt == 1 ? "" : "again ")}what is live of {component.DisplayName}: the {ComponentWords.Of(component)}, what it stands on and the people it names.");
            var facts = await reader.ReadAsync(component, contents.Own, memory: memory, cancellationToken: cancellationToken);
            if (!facts.Succeeded)
                return Unread(component, facts.Problems, attempt);
            var workspace = component is OutputPortComponent port ? port.ViewWorkspace : component.Workspace;
            if (!begun && await FormerWorkspace.ForgetAsync(contents.Own, settings.ResourceIdOf(workspace), facts.Value.Workspace, stack, log, cancellationToken))
                continue;
            if (!begun && relocation.IsNeeded(component, facts.Value, contents.Own))
            {
                if (await LeaveAsync(component, contents.Own, stack, memory, log, cancellationToken) is { } refused)
                    return refused;
                readers = contents.Own.ListOutput(OutputNames.AccessList);
                continue;
            }

            using var held = await locks.AcquireAsync(SharedKeys.Of(component, facts.Value), cancellationToken);
            if (held.Keys.Count > 0)
            {
                // Whoever held a key before may have made the thing.
                facts = await reader.ReadAsync(component, contents.Own, memory: memory, cancellationToken: cancellationToken);
                if (!facts.Succeeded)
                    return Unread(component, facts.Problems, attempt);
                if (!SharedKeys.Of(component, facts.Value).Any())
                    held.Dispose();
            }

            var (ending, failure) = await ApplyAsync(component, facts.Value, stack, memory, log, quiet: applied, cancellationToken);
            if (ending is not null)
                return begun && ending.Status == OperationStatus.Failed ? OperationEnding.Failed($"The workspace was just made. {ending.Result}") : ending;
            if (failure is null && !begun)
            {
                begun = true;
                log.Info("apply", "The workspace is there: now what goes into it.");
                continue;
            }

            // Azure's reads lag behind its writes: a workspace that was made may not show at once.
            failure ??= new EngineFailure(EngineFailureKind.AlreadyExists, "The workspace was made, but does not show yet. Try again in some minutes.");
            if (failure.Kind != EngineFailureKind.AlreadyExists || attempt >= MostTries)
                return OperationEnding.Failed(failure.Message);
            log.Warning("apply", $"{failure.Message} (try {attempt} of {MostTries})");
            applied = facts.Value.Workspace.State == WorkspaceState.Ready;
            await Task.Delay(Pause(attempt), time, cancellationToken);
        }
    }

    /// <summary>Removes the component from its former workspace, once it is sure that it can be deployed to the new one.</summary>
    /// <returns>Null when it did.</returns>
    private async Task<OperationEnding?> LeaveAsync(Component component, OwnState own, EngineStack stack, IdentityMemory memory, OperationLog log, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(component, OwnState.Empty, memory: memory, cancellationToken: cancellationToken);
        if (!facts.Succeeded)
            return Unread(component, facts.Problems, attempt: 1);
        var reading = StackPrograms.Create(component, facts.Value, settings);
        var found = await checks.CheckAsync(component, facts.Value, cancellationToken);
        if (!reading.Succeeded || found.Problems.Count > 0)
            return Failed("The component cannot be deployed", LiveChecks.Merge(found.Problems, reading.Problems));
        return await Relocation.LeaveAsync(component, own, stack, log, cancellationToken) is { } failure ? OperationEnding.Failed(failure.Message) : null;
    }

    /// <summary>Who could read a view in its former workspace is to read it in the new one.</summary>
    private static StackContents WithReaders(StackContents contents, IReadOnlyList<string>? readers)
    {
        if (readers is null || contents.Own.ListOutput(OutputNames.AccessList) is not null)
            return contents;
        var outputs = (JsonObject)contents.Own.Outputs.DeepClone();
        outputs[OutputNames.AccessList] = new JsonArray([.. readers.Select(reader => (JsonNode)reader)]);
        return contents with { Own = contents.Own with { Outputs = outputs } };
    }

    /// <returns>Neither when only a beginning could be made, which is done.</returns>
    private async Task<(OperationEnding? Ending, EngineFailure? Failure)> ApplyAsync(
        Component component, ComponentFacts facts, EngineStack stack, IdentityMemory memory, OperationLog log, bool quiet, CancellationToken cancellationToken)
    {
        var reading = StackPrograms.Create(component, facts, settings);
        // A further try finds what the one before has deployed, which needs no second look.
        var found = quiet ? CheckResult.Ok : await checks.CheckAsync(component, facts, cancellationToken);
        foreach (var warning in found.Warnings)
            log.Warning("validate", warning);
        if (!reading.Succeeded || found.Problems.Count > 0)
            return (Failed("The component cannot be deployed", LiveChecks.Merge(found.Problems, reading.Problems)), null);
        foreach (var note in reading.Program.Notes.Where(_ => !quiet))
            log.Warning("read", note);

        await FormerTag.ForgetAsync(component, facts.OwnState, stack, cancellationToken);
        log.Info("apply", $"Changing what is not as the descriptor and the settings want it, and recording it in the stack {component.StackName}.");
        await StrandedViews.AlignAsync(facts, stack, cancellationToken);
        var (result, changed) = await ProgramRun.RunAsync(reading.Program, stack, facts.OwnState, log, "apply", cancellationToken);
        if (reading.Program.IsBeginning)
            return (null, result.Failure);
        result = await notebooks.KeepAsync(component, result, changed, stack, memory, log, cancellationToken);
        if (!result.Succeeded)
            return (null, result.Failure);
        if (!changed)
            log.Info("apply", "Nothing had to be changed: everything is as the descriptor and the settings want it.");
        return (OperationEnding.Completed($"{component.DisplayName} is deployed.", ComponentInfo.Of(component.StackName, result.Outputs)), null);
    }

    private static OperationEnding Unread(Component component, IReadOnlyList<string> problems, int attempt) =>
        OperationEnding.Failed($"{(attempt == 1 ? "Nothing was changed: " : "")}{string.Join(' ', problems.Select(problem => SubjectPaths.Locate(problem, component)))}");

    private static OperationEnding Failed(string head, IReadOnlyList<Problem> problems) =>
        OperationEnding.Failed($"{head}:{(problems.Count == 1 ? " " : "\n")}{string.Join('\n', problems)}");

    /// <summary>0.5, 1, 2 seconds, each up to half more: two who met once should not meet again.</summary>
    private static TimeSpan Pause(int attempt) => TimeSpan.FromSeconds(0.5 * Math.Pow(2, attempt - 1) * (1 + Random.Shared.NextDouble() / 2));
}
