using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Refresh and destroy with <c>--run-program</c>: the program makes providers and components what they are today, but no custom resource
/// is created or changed for it. One that is not there is passed over, and what stands on it as well.
/// </summary>
internal sealed class ProgramGuide(OperationRequest request, PlanLedger ledger, TargetFilter targets)
{
    /// <returns>Null when the resource is planned as in an update.</returns>
    public Plan? Plan(Registration registration) =>
        request.IsProgramRefresh ? Refresh(registration) : request.IsProgramDestroy ? Destroy(registration) : null;

    private Plan? Refresh(Registration registration)
    {
        if (!IsOurs(registration.Goal) && !IsPassedOver(registration.New!.State))
        {
            return null;
        }

        if (registration.Old is not { } old)
        {
            return PassOver(registration);
        }

        if (!targets.Includes(old.State))
        {
            return new Plan.Answer(old);
        }

        ledger.Refreshes.Add(registration.Urn);
        targets.Reach(registration.Urn);
        if (IsPassedOver(registration.New!.State))
        {
            // What the program refers to now is not there: what the state refers to is.
            registration.New.State = registration.New.State with
            {
                Parent = old.State.Parent,
                Provider = old.State.Provider,
                Dependencies = old.State.Dependencies,
                PropertyDependencies = old.State.PropertyDependencies,
                DeletedWith = old.State.DeletedWith,
                ReplaceWith = old.State.ReplaceWith,
            };
        }

        var step = new RefreshStep(old, registration.New);
        return new Plan.First([step], _ => Task.FromResult(step.After is null ? PassOver(registration) : new Plan.Answer(registration.New)));
    }

    private Plan.Run? Destroy(Registration registration)
    {
        var @new = registration.New!;
        if (IsPassedOver(@new.State) || (IsOurs(registration.Goal) && registration.Old is null))
        {
            @new.State = @new.State with { Outputs = registration.Old?.State.Outputs ?? @new.State.Outputs };
            ledger.SkippedCreates.Add(registration.Urn);
            return Skip(@new);
        }

        ledger.ToDelete.Add(@new);
        if (!IsOurs(registration.Goal))
        {
            return null;
        }

        ledger.Sames.Add(registration.Urn);
        @new.State = @new.State with { Inputs = registration.Old!.State.Inputs };
        return new Plan.Run([new SameStep(registration.Old, @new, SameKind.Unchanged)]);
    }

    private Plan PassOver(Registration registration)
    {
        ledger.Sames.Add(registration.Urn);
        ledger.SkippedCreates.Add(registration.Urn);
        return Skip(registration.New!);
    }

    private bool IsPassedOver(ResourceState state) => ResourceDependency.UrnsOf(state).Any(ledger.SkippedCreates.Contains);

    private static bool IsOurs(ResourceGoal goal) => goal.Custom && !Urn.IsProviderType(goal.Type);

    private static Plan.Run Skip(ResourceEntry @new) => new([new SameStep(new ResourceEntry(@new.State), @new, SameKind.SkippedCreate)]);
}
