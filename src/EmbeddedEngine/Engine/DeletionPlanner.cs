using Provisioner.EmbeddedEngine.Engine.Steps;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Plans what happens at the end to resources that the state has and the program did not declare, and to replaced ones: deletion,
/// dependants first. A destroy is this without a program.
/// </summary>
internal sealed class DeletionPlanner(
    OperationRequest request, BaseState baseState, PlanLedger ledger, TargetFilter targets, ReplacementPlanner replacements, OperationEvents events, RunControl control)
{
    private DependencyGraph _graph = baseState.Graph;

    /// <param name="sames">Untargeted resources, kept as they are.</param>
    /// <returns>Groups: those of a group may go side by side, each group waits for the one before. Null when refused.</returns>
    public async Task<List<List<Step>>?> PlanAsync(List<Step> sames, CancellationToken cancellationToken)
    {
        _graph = ledger.ToDelete.Count == 0 ? baseState.Graph : new DependencyGraph([.. All()]);
        var allowed = await AllowedAsync(cancellationToken).ConfigureAwait(false);
        var deletions = new List<Step>();
        foreach (var entry in baseState.Entries)
        {
            if (!allowed(entry.Urn))
            {
                if (!ledger.IsOperatedOn(entry.Urn) && !entry.State.Delete)
                {
                    sames.Add(new SameStep(entry, new ResourceEntry(entry.State with { Id = "" }), SameKind.Untargeted));
                }
            }
            else if (Delete(entry) is { } step)
            {
                deletions.Add(step);
            }
        }

        foreach (var entry in ledger.ToDelete.Where(entry => allowed(entry.Urn) && (!entry.State.Custom || entry.State.Id.Length > 0)))
        {
            ledger.Deletes.Add(entry.Urn);
            deletions.Add(new DeleteStep(entry, ledger.Deletes.Contains));
        }

        return Refuses(deletions) ? null : Schedule(deletions);
    }

    /// <summary>What else cannot go because <paramref name="failed"/> did not.</summary>
    public HashSet<ResourceEntry> BelowOf(IEnumerable<Step> failed) =>
        [.. failed.Select(step => step.Old).OfType<ResourceEntry>().Where(_graph.Contains).SelectMany(_graph.TransitiveDependenciesOf)];

    /// <summary>What must stay because something that no step touched stands on it.</summary>
    public HashSet<ResourceEntry> BelowWhatStays(List<List<Step>> deletions, Predicate<ResourceEntry> isInState)
    {
        var going = deletions.SelectMany(group => group).Select(step => step.Old!).ToHashSet();
        return _graph.TransitiveDependenciesOf(baseState.Entries.Where(entry => !going.Contains(entry) && isInState(entry)));
    }

    private Step? Delete(ResourceEntry entry)
    {
        if (entry.State.Delete)
        {
            if (ledger.PendingDeletes.Contains(entry))
            {
                return null;
            }

            ledger.Deletes.Add(entry.Urn);
            return DeleteStep.OfReplaced(entry, ledger.Deletes.Contains, beforeReplacement: false);
        }

        if (ledger.IsOperatedOn(entry.Urn) || ledger.PendingDeletes.Contains(entry))
        {
            // One that was deleted for the replacement of another and was not declared again has only its note left.
            return entry.State.PendingReplacement && !ledger.IsOperatedOn(entry.Urn) ? new RemovePendingReplaceStep(entry) : null;
        }

        ledger.Deletes.Add(entry.Urn);
        return entry.State.PendingReplacement ? new RemovePendingReplaceStep(entry) : new DeleteStep(entry, ledger.Deletes.Contains);
    }

    private async Task<Predicate<string>> AllowedAsync(CancellationToken cancellationToken)
    {
        if (targets.HasTargets)
        {
            var allowed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in All().Where(entry => targets.IsNamed(entry.Urn)))
            {
                allowed.Add(entry.Urn);
                allowed.UnionWith(_graph.DependingOn(entry, _ => false, includeChildren: true).Select(dependent => dependent.Urn));
                if (baseState.Graph.Contains(entry))
                {
                    allowed.UnionWith((await replacements.DependentsAsync(entry, cancellationToken).ConfigureAwait(false)).Select(dependent => dependent.Entry.Urn));
                }

                allowed.UnionWith(replacements.DeletedWith(entry.Urn).Select(dependent => dependent.Entry.Urn));
            }

            return allowed.Contains;
        }

        if (!targets.HasExcludes)
        {
            return _ => true;
        }

        // What an excluded resource stands on stays, too.
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<ResourceEntry>(All().Where(entry => targets.IsExcluded(entry.Urn)));
        while (open.TryDequeue(out var entry))
        {
            if (!kept.Add(entry.Urn))
            {
                continue;
            }

            var next = _graph.DependenciesOf(entry);
            foreach (var other in request.ExcludeDependents ? next.Concat(_graph.DependingOn(entry, _ => false, includeChildren: true)) : next)
            {
                open.Enqueue(other);
            }
        }

        return urn => !kept.Contains(urn);
    }

    private bool Refuses(List<Step> deletions)
    {
        var unspecified = request.TargetDependents ? [] : deletions.Where(step => targets.HasTargets && !targets.IsNamed(step.Urn)).ToList();
        foreach (var step in unspecified)
        {
            events.Error(step.Urn, $"Resource '{step.Urn}' will be destroyed but was not specified in --target list.\n"
                + "Either include resource in --target list or pass --target-dependents to proceed.");
        }

        if (unspecified.Count == 0)
        {
            return false;
        }

        if (request.DryRun)
        {
            control.RefuseAndGoOn();
            return false;
        }

        control.Refuse();
        return true;
    }

    /// <summary>Of a destroy that runs its program also what the program made.</summary>
    private IEnumerable<ResourceEntry> All() => ledger.ToDelete.Concat(baseState.Entries);

    private List<List<Step>> Schedule(List<Step> deletions)
    {
        // The level of a resource is one more than that of the highest that it stands on; the highest level goes first. One pass in
        // dependency order keeps this linear.
        var levels = new Dictionary<ResourceEntry, int>();
        var steps = deletions.ToDictionary(step => step.Old!);
        var groups = new List<List<Step>>();
        foreach (var entry in All().Where(steps.ContainsKey))
        {
            var below = _graph.DependenciesOf(entry).Where(levels.ContainsKey).ToList();
            var level = levels[entry] = below.Count == 0 ? 0 : below.Max(dependency => levels[dependency]) + 1;
            if (groups.Count <= level)
            {
                groups.Add([]);
            }

            groups[level].Add(steps[entry]);
        }

        groups.Reverse();
        return groups;
    }
}
