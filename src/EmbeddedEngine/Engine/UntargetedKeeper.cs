using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// Keeps an untargeted resource as it is. What it stands on in the state may be gone from the program: that is kept as well, and before it.
/// </summary>
internal sealed class UntargetedKeeper(BaseState baseState, PlanLedger ledger)
{
    /// <param name="failure">Why it cannot be kept; null when it can.</param>
    public ImmutableArray<Step> Plan(ResourceEntry old, string urn, out string? failure)
    {
        var chain = ImmutableArray.CreateBuilder<Step>();
        failure = Keep(old, urn, chain);
        return chain.ToImmutable();
    }

    private string? Keep(ResourceEntry old, string forUrn, ImmutableArray<Step>.Builder chain)
    {
        if (old.State.Delete)
        {
            return null;
        }

        ledger.Declared.Add(old.Urn);
        ledger.Sames.Add(old.Urn);
        ledger.Sames.Add(forUrn);
        foreach (var urn in ResourceDependency.UrnsOf(old.State))
        {
            if (ledger.HasStep(urn) || ledger.IsOperatedOn(urn))
            {
                continue;
            }

            if (baseState.Find(urn) is not { } dependency)
            {
                return $"dependency {urn} of untargeted resource {forUrn} has no old state";
            }

            if (Keep(dependency, urn, chain) is { } failure)
            {
                return failure;
            }
        }

        chain.Add(new SameStep(old, new ResourceEntry(old.State with { Id = "" }), SameKind.Untargeted));
        return null;
    }
}
