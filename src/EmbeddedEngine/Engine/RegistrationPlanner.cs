using System.Collections.Immutable;
using System.Security.Cryptography;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Turns what a program declares and what the state says into steps. It asks providers, but changes nothing.</summary>
internal sealed class RegistrationPlanner(
    OperationRequest request, BaseState baseState, PlanLedger ledger, TargetFilter targets, ProviderRegistry providers, AliasResolver aliases,
    ReplacementPlanner replacements, ReplacementReasons reasons, UntargetedKeeper keeper, ProgramGuide guide, InputChecker inputChecker, OperationEvents events, RunControl control)
{
    public async Task<Plan> BeginAsync(Registration registration, CancellationToken cancellationToken)
    {
        var goal = registration.Goal;
        var urn = registration.Urn = Urn.Create(request.Stack, request.Project, goal.Parent, goal.Type, goal.Name);
        if (goal.Parent.Length > 0 && !ledger.Declared.Contains(goal.Parent))
        {
            return Refuse(urn, $"could not find parent resource {goal.Parent}");
        }

        if (!ledger.Declared.Add(urn))
        {
            return Refuse(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name");
        }

        registration.Old = aliases.Find(urn, goal.Name, goal.Type, goal.Parent, goal.Aliases, out var alias, out var isValid);
        registration.New = NewEntry(registration, alias);
        registration.Seed = [.. RandomNumberGenerator.GetBytes(32)];
        if (Urn.IsProviderType(goal.Type))
        {
            ledger.Providers[urn] = registration.New;
            if (alias.Length > 0)
            {
                ledger.Providers[alias] = registration.New;
            }
        }

        try
        {
            registration.Provider = goal.Custom ? await providers.ForResourceAsync(registration.New.State, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (ProviderException e)
        {
            return Refuse(urn, e.Message);
        }

        registration.IsRecreated = ledger.Deletes.Contains(urn);
        if (isValid && guide.Plan(registration) is { } guided)
        {
            return guided;
        }

        if (IsImport(registration))
        {
            ledger.Imports.Add(urn);
            var replaced = registration.IsRecreated ? null : registration.Old;
            var import = new ImportStep(replaced, registration.New);
            return new Plan.First(replaced is null ? [import] : [import, new ReplaceStep(replaced, registration.New)], token => AfterImportAsync(registration, token));
        }

        return await CheckAsync(registration, isValid, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The import is done: what was imported is the old side now.</summary>
    private Task<Plan> AfterImportAsync(Registration registration, CancellationToken cancellationToken)
    {
        registration.Old = registration.New;
        registration.IsImported = true;
        var imported = registration.Old!.State;
        var fresh = NewEntry(registration, alias: "");
        fresh.State = fresh.State with { Aliases = imported.Aliases, Created = imported.Created, Modified = imported.Modified };
        registration.New = fresh;
        return CheckAsync(registration, isValid: true, cancellationToken);
    }

    /// <summary>The comparison that <see cref="Plan.Compare"/> asks for; it may run beside those of other resources.</summary>
    public async Task<DiffResult> CompareAsync(Registration registration, CancellationToken cancellationToken)
    {
        var old = registration.Old!.State;
        var diff = new DiffRequest(
            registration.Urn, old.Type, old.Id, registration.OldInputs, old.Outputs, registration.New!.State.Inputs, registration.Goal.IgnoreChanges);
        return await ResourceDiff.AskAsync(registration.Provider!, diff, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Plan> AfterCompareAsync(Registration registration, DiffResult diff, CancellationToken cancellationToken)
    {
        var urn = registration.Urn;
        if (ledger.Deletes.Contains(urn))
        {
            // While the provider compared, another replacement deleted it.
            registration.IsRecreated = true;
            return Checked(Recreate(registration));
        }

        var old = registration.Old!;
        diff = ResourceDiff.WithReplacements(diff, registration.Goal.ReplaceOnChanges, old.State.InitErrors.Length > 0);
        if (old.State.PendingReplacement || (diff.Changes is true && ResourceDiff.RequiresReplacement(diff)))
        {
            return await replacements.PlanAsync(registration, diff, cancellationToken).ConfigureAwait(false) is { } chain ? Checked(chain) : new Plan.Refused();
        }

        if (diff.Changes is true || old.State.InitErrors.Length > 0)
        {
            ledger.Updates.Add(urn);
            return Checked([new UpdateStep(old, registration.New!, registration.Goal.IgnoreChanges) { Diffs = diff.Diffs, DetailedDiff = diff.DetailedDiff }]);
        }

        if (registration.IsImported)
        {
            return new Plan.Answer(old);
        }

        ledger.Sames.Add(urn);
        return Checked([new SameStep(old, registration.New!, SameKind.Unchanged)]);
    }

    private static ResourceEntry NewEntry(Registration registration, string alias)
    {
        var goal = registration.Goal;
        var old = registration.Old?.State;
        return new ResourceEntry(new ResourceState
        {
            Urn = registration.Urn,
            Type = goal.Type,
            Custom = goal.Custom,
            Inputs = goal.Properties,
            Parent = goal.Parent,
            Provider = goal.Provider,
            Dependencies = goal.Dependencies,
            PropertyDependencies = goal.PropertyDependencies,
            Protect = goal.Protect ?? false,
            RetainOnDelete = goal.RetainOnDelete ?? false,
            AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
            Aliases = alias.Length > 0 ? [alias] : [],
            IgnoreChanges = goal.IgnoreChanges,
            ReplaceOnChanges = goal.ReplaceOnChanges,
            DeletedWith = goal.DeletedWith,
            ReplaceWith = goal.ReplaceWith,
            ReplacementTrigger = goal.ReplacementTrigger,
            HideDiff = goal.HideDiff,
            ResourceHooks = goal.ResourceHooks,
            ImportId = goal.ImportId,
            CustomTimeouts = goal.CustomTimeouts,
            Created = old?.Created,
            Modified = old?.Modified,
            UnknownFields = old?.UnknownFields ?? ImmutableSortedDictionary<string, string>.Empty,
        });
    }

    private static bool IsImport(Registration registration)
    {
        var goal = registration.Goal;
        if (!goal.Custom || goal.ImportId.Length == 0)
        {
            return false;
        }

        return registration.Old?.State is not { } old || old.External || (old.ImportId.Length > 0 ? old.ImportId : old.Id) != goal.ImportId;
    }

    private async Task<Plan> CheckAsync(Registration registration, bool isValid, CancellationToken cancellationToken)
    {
        var (urn, goal, old, @new) = (registration.Urn, registration.Goal, registration.Old, registration.New!);
        var inputs = @new.State.Inputs;
        if (old is not null)
        {
            inputs = IgnoredChanges.Apply(goal.IgnoreChanges, old.State.Inputs, inputs, out var unusable);
            if (unusable.Length > 0)
            {
                events.Info(urn, $"cannot ignore changes in added or removed elements of the path: \"{string.Join(", ", unusable)}\"");
            }
        }

        // Providers and the stack are part of every operation: others could not be looked at without them.
        var isTargeted = Urn.IsProviderType(goal.Type) || goal.Type == Urn.RootStackType || targets.Includes(@new.State);
        var wasExternal = old is { State.External: true };
        registration.OldInputs = old?.State.Inputs ?? PropertyMap.Empty;
        if (registration.Provider is { } provider)
        {
            if (!isTargeted)
            {
                inputs = old is null ? inputs : registration.OldInputs;
            }
            else
            {
                var startsAnew = old is null || registration.IsRecreated || wasExternal || targets.IsReplaceTarget(urn, old.State);
                var check = startsAnew
                    ? new CheckRequest(urn, goal.Type, goal.Name, PropertyMap.Empty, goal.Properties, registration.Seed)
                    : new CheckRequest(urn, goal.Type, goal.Name, registration.OldInputs, inputs, registration.Seed);
                if (await inputChecker.CheckAsync(provider, check, @new.State, cancellationToken).ConfigureAwait(false) is { } checkedInputs)
                {
                    inputs = checkedInputs;
                }
                else
                {
                    isValid = false;
                }
            }
        }

        if (!isValid)
        {
            control.Refuse();
            return new Plan.Refused();
        }

        @new.State = @new.State with { Inputs = inputs };
        if (registration.IsRecreated)
        {
            return Checked(Recreate(registration));
        }

        if (wasExternal)
        {
            ledger.Creates.Add(urn);
            return Checked([new CreateStep(old, @new, pendDeletion: true), new ReplaceStep(old!, @new)]);
        }

        // Providers and the stack take part in any case; that does not make targets of what hangs on them.
        if (isTargeted && targets.Includes(@new.State))
        {
            targets.Reach(urn);
        }

        return (old, isTargeted) switch
        {
            (null, true) => Create(registration),
            (null, false) => Skip(registration),
            (_, false) => Untouched(registration),
            _ => await DecideAsync(registration, cancellationToken).ConfigureAwait(false),
        };
    }

    private Plan Create(Registration registration)
    {
        ledger.Creates.Add(registration.Urn);
        return Checked([new CreateStep(registration.New!)]);
    }

    private Plan.Run Skip(Registration registration)
    {
        ledger.Sames.Add(registration.Urn);
        ledger.SkippedCreates.Add(registration.Urn);
        return new Plan.Run([new SameStep(new ResourceEntry(registration.New!.State), registration.New, SameKind.SkippedCreate)]);
    }

    private ImmutableArray<Step> Recreate(Registration registration)
    {
        ledger.Deletes.Remove(registration.Urn);
        ledger.Replaces.Add(registration.Urn);
        var keys = ledger.DependentReplaceKeys.GetValueOrDefault(registration.Urn, []);
        return
        [
            new ReplaceStep(registration.Old!, registration.New!),
            new CreateStep(registration.Old, registration.New!, pendDeletion: false) { Keys = [.. keys] },
        ];
    }

    private async Task<Plan> DecideAsync(Registration registration, CancellationToken cancellationToken)
    {
        var (urn, old, @new) = (registration.Urn, registration.Old!.State, registration.New!.State);
        if (@new.ReplacementTrigger?.ContainsUnknown() is true && !request.DryRun)
        {
            return Refuse(urn, $"replacement trigger contains unknowns for {urn}");
        }

        var (reason, failure) = await reasons.FindAsync(old, @new, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return Refuse(urn, failure);
        }

        if (reason is not null)
        {
            return await ForcedAsync(registration, reason, cancellationToken).ConfigureAwait(false);
        }

        if (registration.Provider is null)
        {
            var diff = DiffResult.None with { Changes = !registration.OldInputs.Equals(@new.Inputs) };
            return await AfterCompareAsync(registration, diff, cancellationToken).ConfigureAwait(false);
        }

        return new Plan.Compare();
    }

    private async Task<Plan> ForcedAsync(Registration registration, string reason, CancellationToken cancellationToken)
    {
        var diff = DiffResult.None with { Changes = true, Replaces = reason == ReplacementReasons.Trigger ? [] : [reason] };
        return await replacements.PlanAsync(registration, diff, cancellationToken, isDetailed: false).ConfigureAwait(false) is { } chain
            ? Checked(chain)
            : new Plan.Refused();
    }

    private Plan Untouched(Registration registration)
    {
        // It stays with the provider that it has, and nothing may stand in the state on one that this program does not declare any more.
        if (ProviderReference.TryParse(registration.Old!.State.Provider, out var reference) && providers.Configured(reference) is null)
        {
            return Refuse(registration.Urn, baseState.Find(reference.Urn)?.State.Id == reference.Id
                ? $"provider {reference} for resource {registration.Urn} has not been registered yet, this is due to a change of providers mixed with --target. "
                    + "Change your program back to the original providers"
                : $"could not find provider {reference} in old state");
        }

        var chain = keeper.Plan(registration.Old!, registration.Urn, out var failure);
        return failure is null ? new Plan.Run(chain) : Refuse(registration.Urn, failure);
    }

    /// <summary>With targets, nothing may stand on a resource that is not created because it is none of them.</summary>
    private Plan Checked(ImmutableArray<Step> chain)
    {
        if (!targets.HasTargets && request.Replaces.Length == 0)
        {
            return new Plan.Run(chain);
        }

        foreach (var state in chain.Select(step => step.New?.State).OfType<ResourceState>())
        {
            foreach (var urn in ResourceDependency.UrnsOf(state).Where(ledger.SkippedCreates.Contains).ToList())
            {
                events.Error(state.Urn, $"Resource '{state.Urn}' depends on '{urn}' which was was not specified in --target list.");
                if (!request.DryRun)
                {
                    control.Refuse();
                    return new Plan.Refused();
                }

                // A preview names every problem once and goes on.
                control.RefuseAndGoOn();
                ledger.SkippedCreates.Remove(urn);
            }
        }

        return new Plan.Run(chain);
    }

    private Plan.Refused Refuse(string urn, string message)
    {
        events.Error(urn, message);
        control.Refuse();
        return new Plan.Refused();
    }
}
