using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;
using Provisioner.Descriptors.Subjects;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Locks;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reconciling;
using Provisioner.Operations.Reporting;
using Provisioner.Operations.Store;
using Provisioner.ReverseReader.Components;
using Provisioner.ReverseReader.Identities;
using Provisioner.Stacks.OutputPorts;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;

namespace Provisioner.Operations.AccessLists;

/// <summary>
/// Replaces the list of those who may read an output port's view. Everybody on the new list is looked up first, and unless all are found nothing
/// changes. The list becomes part of the component's state, so that a later deployment keeps it.
/// </summary>
public sealed class UpdateAclHandler(
    DescriptorSettings descriptors, StackSettings settings, FactReader reader, EngineStacks stacks, AttemptLock attempts, KeyedLocks locks) : IOperationHandler
{
    private const string Phase = "access";

    public OperationKind Kind => OperationKind.UpdateAcl;

    public async Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
    {
        var request = AccessRequest.FromJson(operation.Request);
        var reading = DescriptorReader.Read(request.Descriptor, descriptors);
        if (!reading.Succeeded)
            return OperationEnding.Failed($"Nothing was changed: the descriptor is not valid: {string.Join(' ', reading.Problems)}");
        if (reading.Component is not OutputPortComponent port)
            return OperationEnding.Failed($"Nothing was changed: {reading.Component.Id} is no output port, and only output ports have an access list.");
        var subjects = request.References.Select(Subject.Parse).ToList();
        if (subjects.Exists(subject => !subject.Succeeded))
            return OperationEnding.Failed($"Nothing was changed: {string.Join(' ', subjects.Where(subject => !subject.Succeeded).Select(subject => subject.Problem))}");
        var lockId = await attempts.BeginAsync(operation, port.StackName, log, cancellationToken);
        using var stack = await stacks.OpenAsync(port.StackName, lockId, cancellationToken);
        try
        {
            // Rights on catalog and schema are read, added to and written whole: nobody else may do that meanwhile.
            using var held = await locks.AcquireAsync([SharedKeys.OfCatalog(port)], cancellationToken);
            return await UpdateAsync(port, [.. subjects.Select(subject => subject.Subject!).Distinct()], stack, log, cancellationToken);
        }
        catch (Exception failure) when (LiveReading.IsExpected(failure))
        {
            return OperationEnding.Failed(LiveReading.Describe(failure, stack.HasWorked));
        }
    }

    private async Task<OperationEnding> UpdateAsync(OutputPortComponent port, IReadOnlyList<Subject> wanted, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        var contents = await stack.ReadAsync(cancellationToken);
        log.Info("read", $"{LookingUp(wanted.Count)} who may do what with the {ComponentWords.Of(port)} now.");
        var memory = new IdentityMemory();
        var facts = await reader.ReadAsync(port, contents.Own, wanted, memory, cancellationToken);
        if (facts.Succeeded && await FormerWorkspace.ForgetAsync(contents.Own, settings.ResourceIdOf(port.ViewWorkspace), facts.Value.Workspace, stack, log, cancellationToken))
        {
            contents = StackContents.Empty;
            facts = await reader.ReadAsync(port, contents.Own, wanted, memory, cancellationToken);
        }

        if (!facts.Succeeded)
            return OperationEnding.Failed($"Nothing was changed: {string.Join(' ', facts.Problems)}");
        var live = (OutputPortFacts)facts.Value;
        if (!live.View.Exists)
            return OperationEnding.Failed($"Nothing was changed: the view '{port.View}' does not exist. Provision the output port first, then change its access list.");
        var reading = StackPrograms.Create(port, live, settings);
        if (!reading.Succeeded)
            return OperationEnding.Failed($"Nothing was changed: {string.Join(' ', reading.Problems)}");
        var change = AccessChange.Of(port, live, settings);
        Tell(port, change, log);
        if (change.IsMet)
        {
            log.Info(Phase, $"Nothing had to be changed: who may read the view '{port.View}' is as the list wants it.");
            return Completed(port, change, contents.Own);
        }

        foreach (var note in reading.Program.Notes)
            log.Warning("read", note);
        await StrandedViews.AlignAsync(live, stack, cancellationToken);
        var (result, _) = await ProgramRun.RunAsync(reading.Program, stack, live.OwnState, log, Phase, cancellationToken);
        return result.Succeeded
            ? OperationEnding.Completed(Result(port, change), ComponentInfo.Of(port.StackName, result.Outputs))
            : OperationEnding.Failed(result.Failure.Message);
    }

    private static OperationEnding Completed(OutputPortComponent port, AccessChange change, OwnState own) =>
        OperationEnding.Completed(Result(port, change), ComponentInfo.Of(port.StackName, own.Outputs));

    private static string Result(OutputPortComponent port, AccessChange change) =>
        change.List.Count == 0 ? $"Nobody is on the access list of {port.View}." : $"The access list of {port.View} holds {change.List.Count}.";

    private static void Tell(OutputPortComponent port, AccessChange change, OperationLog log)
    {
        if (change.Added.Count > 0)
            log.Info(Phase, $"Now allowed to read the view '{port.View}': {AccessWords.Joined(change.Added)}.");
        if (change.Removed.Count > 0)
            log.Info(Phase, $"No longer allowed to read the view '{port.View}', because the new list lacks them: {AccessWords.Joined(change.Removed)}.");
    }

    private static string LookingUp(int wanted) => wanted switch
    {
        0 => "The new list is empty. Reading",
        1 => "Looking up the user or group of the new list, and reading",
        _ => $"Looking up the {wanted} users and groups of the new list, and reading",
    };
}
