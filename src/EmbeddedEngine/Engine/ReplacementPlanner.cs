using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Replacements in both orders, and what else has to go because of one.</summary>
internal sealed class ReplacementPlanner(
    OperationRequest request, BaseState baseState, PlanLedger ledger, TargetFilter targets, ProviderRegistry providers, InputChecker inputChecker,
    Condemned condemned, OperationEvents events, RunControl control)
{
    /// <param name="isDetailed">False when no provider compared: then there is nothing to show.</param>
    /// <returns>Null when the replacement is refused; why has been said.</returns>
    public async Task<ImmutableArray<Step>?> PlanAsync(Registration registration, DiffResult diff, CancellationToken cancellationToken, bool isDetailed = true)
    {
        var (urn, old, @new, goal) = (registration.Urn, registration.Old!, registration.New!, registration.Goal);
        if (old.State.Protect && @new.State.Protect && !Allow(urn, $"unable to replace resource \"{urn}\"\nas it is currently marked for protection. To unprotect the resource, "
            + "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`"))
        {
            return null;
        }

        if (goal.ImportId.Length > 0 && !AllowImported(urn, old.State, @new.State, diff))
        {
            return null;
        }

        ledger.Replaces.Add(urn);
        if (registration.Provider is { } provider && !targets.IsReplaceTarget(urn, old.State) && !await RecheckAsync(registration, provider, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var detailed = isDetailed ? diff.DetailedDiff : null;
        var replace = new ReplaceStep(old, @new) { Keys = diff.Replaces, Diffs = diff.Diffs, DetailedDiff = detailed };
        var deleteFirst = goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace;
        var create = new CreateStep(old, @new, pendDeletion: !deleteFirst) { Keys = diff.Replaces, Diffs = diff.Diffs, DetailedDiff = detailed };
        if (!deleteFirst)
        {
            return [create, replace];
        }

        var chain = ImmutableArray.CreateBuilder<Step>();
        try
        {
            var dependents = baseState.Graph.Contains(old) ? await DependentsAsync(old, cancellationToken).ConfigureAwait(false) : [];
            dependents.AddRange(GoingWith(urn));
            for (var i = dependents.Count - 1; i >= 0; i--)
            {
                if (!Condemn(urn, dependents[i], chain))
                {
                    return null;
                }
            }
        }
        catch (ProviderException e)
        {
            events.Error(urn, e.Message);
            control.Refuse();
            return null;
        }

        if (!old.State.PendingReplacement)
        {
            ledger.Deletes.Add(old.Urn);
            chain.Add(DeleteStep.OfReplaced(old, ledger.Deletes.Contains, beforeReplacement: true));
        }

        chain.Add(replace);
        chain.Add(create);
        return chain.ToImmutable();
    }

    /// <summary>What would have to be replaced if <paramref name="root"/> were: found by asking providers what unknown inputs would do.</summary>
    public async Task<List<(ResourceEntry Entry, ImmutableArray<string> Keys)>> DependentsAsync(ResourceEntry root, CancellationToken cancellationToken)
    {
        var found = new List<(ResourceEntry, ImmutableArray<string>)>();
        var replaced = new HashSet<string>(StringComparer.Ordinal) { root.Urn };

        // What has been declared already cannot depend on something that is declared only now.
        foreach (var candidate in baseState.Graph.DependingOn(root, ledger.HasStep, includeChildren: false))
        {
            var state = candidate.State;
            if (!state.Custom || state.External)
            {
                continue;
            }

            var keys = await RequiresReplacementAsync(state, replaced, cancellationToken).ConfigureAwait(false);
            if (keys is not null)
            {
                found.Add((candidate, keys.Value));
                replaced.Add(candidate.Urn);
            }
        }

        return found;
    }

    private IEnumerable<(ResourceEntry Entry, ImmutableArray<string> Keys)> GoingWith(string urn) =>
        baseState.Entries.Where(entry => !entry.State.Delete && (entry.State.DeletedWith == urn || entry.State.ReplaceWith.Contains(urn)) && !ledger.IsOperatedOn(entry.Urn))
            .Select(entry => (entry, ImmutableArray<string>.Empty));

    /// <summary>Resources that go when <paramref name="urn"/> goes.</summary>
    public IEnumerable<(ResourceEntry Entry, ImmutableArray<string> Keys)> DeletedWith(string urn) =>
        baseState.Entries.Where(entry => !entry.State.Delete && entry.State.DeletedWith == urn && !ledger.IsOperatedOn(entry.Urn)).Select(entry => (entry, ImmutableArray<string>.Empty));

    private async Task<ImmutableArray<string>?> RequiresReplacementAsync(ResourceState state, HashSet<string> replaced, CancellationToken cancellationToken)
    {
        if (replaced.Contains(ProviderReference.UrnOf(state.Provider)) || (state.DeletedWith.Length > 0 && replaced.Contains(state.DeletedWith))
            || state.ReplaceWith.Any(replaced.Contains))
        {
            return [];
        }

        var inputs = state.Inputs;
        foreach (var property in state.PropertyDependencies.Where(p => p.Value.Any(replaced.Contains) && state.Inputs.ContainsKey(p.Key)))
        {
            inputs = inputs.Set(property.Key, PropertyValue.Unknown);
        }

        if (ReferenceEquals(inputs, state.Inputs))
        {
            return null;
        }

        var provider = await providers.ForResourceAsync(state, cancellationToken).ConfigureAwait(false);
        var ask = new DiffRequest(state.Urn, state.Type, state.Id, state.Inputs, state.Outputs, inputs, state.IgnoreChanges);
        var diff = ResourceDiff.WithReplacements(await ResourceDiff.AskAsync(provider, ask, cancellationToken).ConfigureAwait(false), state.ReplaceOnChanges, hasInitErrors: false);
        return ResourceDiff.RequiresReplacement(diff) ? diff.Replaces : null;
    }

    private bool Condemn(string urn, (ResourceEntry Entry, ImmutableArray<string> Keys) dependent, ImmutableArray<Step>.Builder chain)
    {
        var (entry, keys) = dependent;
        if (!ledger.PendingDeletes.Add(entry))
        {
            return true;
        }

        // Unlike the resource that is replaced itself, it ends a preview as well: what is to become of the others cannot be told.
        if (entry.State is { Protect: true, Delete: false })
        {
            events.Error(urn, $"unable to replace resource \"{entry.Urn}\" as part of replacing \"{urn}\" as it is currently marked for protection. "
                + "To unprotect the resource, remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, or use the command:\n"
                + $"`pulumi state unprotect {ShellText.Quote(entry.Urn)}`");
            control.Refuse();
            return false;
        }

        if (entry.State.Delete)
        {
            // It waits for its deletion already; what lives under its name now is another, and is asked about by itself.
            chain.Add(new DeleteStep(entry, ledger.Deletes.Contains));
            return true;
        }

        ledger.DependentReplaceKeys[entry.Urn] = keys;
        ledger.Deletes.Add(entry.Urn);
        if (!entry.State.PendingReplacement)
        {
            condemned.Add(entry.Urn);
            chain.Add(DeleteStep.OfReplaced(entry, ledger.Deletes.Contains, beforeReplacement: true));
        }

        return true;
    }

    private async Task<bool> RecheckAsync(Registration registration, IResourceProvider provider, CancellationToken cancellationToken)
    {
        // Defaults that were carried over from the old resource, an automatic name above all, are not the new one's.
        var (goal, entry) = (registration.Goal, registration.New!);
        var check = new CheckRequest(registration.Urn, goal.Type, goal.Name, PropertyMap.Empty, goal.Properties, registration.Seed);
        if (await inputChecker.CheckAsync(provider, check, entry.State, cancellationToken).ConfigureAwait(false) is { } inputs)
        {
            entry.State = entry.State with { Inputs = inputs };
            return true;
        }

        control.Refuse();
        return false;
    }

    private bool AllowImported(string urn, ResourceState old, ResourceState @new, DiffResult diff)
    {
        var lines = diff.Replaces.Select(key => $"{key}: {InputChecker.Show(old.Inputs, key)} => {InputChecker.Show(@new.Inputs, key)}");
        var message = "previously-imported resources that still specify an ID may not be replaced; please remove the `import` declaration from your program;\n" + string.Join('\n', lines);
        if (request.DryRun)
        {
            events.Warning(urn, message);
            return true;
        }

        events.Error(urn, message);
        control.Refuse();
        return false;
    }

    /// <summary>A preview goes on after a refusal, so that all of them are named.</summary>
    private bool Allow(string urn, string refusal)
    {
        events.Error(urn, refusal);
        if (request.DryRun)
        {
            control.RefuseAndGoOn();
            return true;
        }

        control.Refuse();
        return false;
    }
}
