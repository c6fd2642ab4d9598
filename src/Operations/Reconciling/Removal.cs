using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reporting;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;
using Provisioner.Stacks.Strays;

namespace Provisioner.Operations.Reconciling;

/// <summary>Takes things away: those that a stack holds, and live ones of the component's name that it does not.</summary>
public sealed class Removal(StackSettings settings)
{
    private const string Phase = "remove";

    private static readonly string[] ObjectTypes = [ResourceTypes.Job, ResourceTypes.Pipeline, ResourceTypes.SqlTable];

    private static readonly string[] ObjectPermissions = [ResourceNames.JobPermissions, ResourceNames.PipelinePermissions, ResourceNames.ViewGrants];

    /// <summary>Is there something in the state that belongs to the component alone?</summary>
    public static bool HoldsOwned(OwnState own) => own.Resources.Any(resource => ObjectTypes.Contains(resource.Type) || resource.Type == ResourceTypes.Repo);

    /// <summary>What the stack holds and has to go; strays of an earlier attempt among it.</summary>
    public static IReadOnlyList<string> Doomed(OwnState own, bool removeData) =>
    [
        .. own.Resources
            .Where(resource => ObjectTypes.Contains(resource.Type)
                || ObjectPermissions.Contains(resource.Name)
                || (removeData && (resource.Type == ResourceTypes.Repo || resource.Name == ResourceNames.RepoPermissions)))
            .Select(resource => resource.Urn),
    ];

    /// <summary>Live objects of the component's name that are not its own.</summary>
    public static IReadOnlyList<string> Strays(UnprovisionTarget target, UnprovisionFacts facts)
    {
        if (target.Kind == ComponentKind.OutputPort)
        {
            return facts.ViewExists && facts.OwnState.Find(ResourceTypes.SqlTable, ResourceNames.View)?.Id != target.View!.ToString() ? [target.View.ToString()] : [];
        }

        var own = (facts.OwnState.Find(ResourceTypes.Job, ResourceNames.Job) ?? facts.OwnState.Find(ResourceTypes.Pipeline, ResourceNames.Pipeline))?.Id;
        return [.. facts.Objects.Ids.Where(id => id != own)];
    }

    /// <summary>Live repos at the component's path that are not its own.</summary>
    public static IReadOnlyList<string> StrayRepos(UnprovisionFacts facts)
    {
        var own = facts.OwnState.Find(ResourceTypes.Repo, ResourceNames.Repo)?.Id;
        return [.. facts.Repo.Ids.Where(id => id != own)];
    }

    /// <summary>Imports the strays, then destroys them: the engine is the only one that deletes.</summary>
    /// <param name="repos">Repos at the component's path that are not its own.</param>
    public async Task<EngineFailure?> RemoveStraysAsync(
        UnprovisionTarget target, UnprovisionFacts facts, IReadOnlyList<string> strays, IReadOnlyList<string> repos, EngineStack stack, OperationLog log, CancellationToken cancellationToken)
    {
        if (strays.Count + repos.Count == 0 || facts.Workspace.Host is not { } host)
            return null;
        var apart = facts.OwnState.WorkspaceHost is { } own && !string.Equals(own, host, StringComparison.OrdinalIgnoreCase);
        var program = StrayProgram.Create(target, host, strays, settings, repos, facts.WarehouseIds.Count > 0 ? facts.WarehouseIds[0] : null, apart);
        var imported = await stack.UpAsync(program.Run, program.Targets, refresh: false, Report(facts.OwnState, log), cancellationToken);
        return imported.Succeeded ? await DestroyAsync(stack, program.Objects, log, cancellationToken) : imported.Failure;
    }

    /// <summary>Refreshes the targets, and destroys those that are still there (F18: a target that vanished would be an error).</summary>
    /// <param name="spared">Targets that are only refreshed.</param>
    public static async Task<EngineFailure?> DestroyAsync(
        EngineStack stack, IReadOnlyList<string> targets, OperationLog log, CancellationToken cancellationToken, IReadOnlyList<string>? spared = null, string because = EngineReport.Removed)
    {
        if (targets.Count == 0)
            return null;
        var refreshed = await stack.RefreshAsync(targets, Report(OwnState.Empty, log, because), cancellationToken);
        if (!refreshed.Succeeded)
            return refreshed.Failure;
        var own = (await stack.ReadAsync(cancellationToken)).Own;
        var left = Held(own, spared is null ? targets : [.. targets.Except(spared, StringComparer.Ordinal)]);
        if (left.Count == 0)
            return null;
        var destroyed = await stack.DestroyAsync(left, Report(own, log, because), cancellationToken);
        return destroyed.Succeeded ? null : destroyed.Failure;
    }

    private static EngineReport Report(OwnState own, OperationLog log, string because = EngineReport.Removed) => new(log, Phase, own, because);

    private static List<string> Held(OwnState own, IReadOnlyList<string> urns)
    {
        var held = own.Resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        return [.. urns.Where(held.Contains)];
    }
}
