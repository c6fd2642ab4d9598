using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// A view is dropped by a statement, which a warehouse has to run, and the one that made the view may be gone. One of the descriptor's name takes its
/// place; without any the view stays, without privileges: a warehouse that is missing is no failure, and whose else to use is not ours to choose.
/// </summary>
internal static class StrandedViews
{
    private const string Phase = "remove";

    /// <summary>
    /// Before a deployment: from now on the descriptor's warehouse runs the statements of the view that the state holds, a DROP among them. Its own may be gone,
    /// or in another workspace, and a DROP that no warehouse takes looks as if the view were gone.
    /// </summary>
    public static async Task AlignAsync(ComponentFacts facts, EngineStack stack, CancellationToken cancellationToken)
    {
        if (facts is OutputPortFacts { WarehouseIds: [var warehouse] } && facts.OwnState.Find(ResourceTypes.SqlTable, ResourceNames.View) is { } view && view.WarehouseId != warehouse)
            await stack.UseWarehouseAsync(view.Urn, warehouse, cancellationToken);
    }

    /// <summary>Gives the views of the state a warehouse that is there.</summary>
    /// <returns>Those that none is there for.</returns>
    public static async Task<IReadOnlyList<OwnResource>> MoveAsync(UnprovisionFacts facts, UnprovisionTarget target, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        var left = new List<OwnResource>();
        foreach (var view in facts.OwnState.Resources.Where(resource => resource.Type == ResourceTypes.SqlTable && !facts.LiveWarehouseIds.Contains(resource.WarehouseId, StringComparer.Ordinal)))
        {
            if (facts.WarehouseIds.Count == 0)
            {
                left.Add(view);
                continue;
            }

            await stack.UseWarehouseAsync(view.Urn, facts.WarehouseIds[0], cancellationToken);
            log.Info(Phase, $"The SQL warehouse that made the view '{view.Id}' does not exist any more: it is dropped with the warehouse '{target.WarehouseName}' (id {facts.WarehouseIds[0]}).");
        }

        return left;
    }

    /// <summary>Takes the views out of the state that are still in it.</summary>
    public static async Task LeaveAsync(IReadOnlyList<OwnResource> views, UnprovisionTarget target, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        if (views.Count == 0)
            return;
        var held = (await stack.ReadAsync(cancellationToken)).Own;
        foreach (var view in views.Where(view => held.Find(view.Type, view.Name) is not null))
        {
            log.Warning(Phase, Words(view.Id, target, ", nor the one that made it,") + " Its privileges are withdrawn.");
            await stack.ForgetAsync(view.Urn, cancellationToken);
        }
    }

    /// <summary>Why a view that is in no state stays.</summary>
    public static string Words(string? view, UnprovisionTarget target, string more = "")
    {
        var none = target.WarehouseName is { } name ? $"workspace '{target.Workspace}' has no SQL warehouse '{name}'" : "the descriptor names no SQL warehouse";
        return $"The view '{view}' stays: {none}{more} to drop it with. Make the warehouse, or name another in 'sqlWarehouseName', and unprovision again; or drop the view by hand.";
    }
}
