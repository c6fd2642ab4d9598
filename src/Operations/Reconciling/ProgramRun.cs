using Provisioner.Facts.State;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reporting;
using Provisioner.Stacks.Programs;

namespace Provisioner.Operations.Reconciling;

/// <summary>Runs the parts of a component's program in their order, each told line by line.</summary>
internal static class ProgramRun
{
    /// <param name="own">What the stack holds before.</param>
    /// <returns>How the last part that ran ended, and whether any changed something.</returns>
    public static async Task<(EngineResult Result, bool Changed)> RunAsync(
        StackProgram program, EngineStack stack, OwnState own, OperationLog log, string phase, CancellationToken cancellationToken)
    {
        var changed = false;
        (Func<IDictionary<string, object?>>? Declare, string Because)[] parts = [(program.Prepare, EngineReport.NotAskedFor), (program.Clear, EngineReport.MadeAnew)];
        foreach (var (declare, because) in parts)
        {
            if (declare is null)
                continue;
            var (prepared, hasChanged) = await RunAsync(declare, because);
            changed |= hasChanged;
            if (!prepared.Succeeded)
                return (prepared, changed);
            own = (await stack.ReadAsync(cancellationToken)).Own;
        }

        var (result, last) = await RunAsync(program.Run, EngineReport.NotAskedFor);
        changed |= last;
        if (program.Settles && result.Succeeded && last)
        {
            own = (await stack.ReadAsync(cancellationToken)).Own;
            (result, _) = await RunAsync(program.Run, EngineReport.NotAskedFor);
        }

        return (result, changed);

        async Task<(EngineResult, bool)> RunAsync(Func<IDictionary<string, object?>> declare, string because)
        {
            var report = new EngineReport(log, phase, own, because);
            return (await stack.UpAsync(declare, targets: null, refresh: true, report, cancellationToken), report.Changed);
        }
    }
}
