using Provisioner.Descriptors.Components;
using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Catalogs;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.OutputPorts;

/// <summary>What a new access list means for an output port. Pure.</summary>
public sealed record AccessChange
{
    /// <summary>Unity Catalog's names of those who may read the view from now on, ascending.</summary>
    public required IReadOnlyList<string> List { get; init; }

    public required IReadOnlyList<string> Added { get; init; }

    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>State and live privileges are as the list wants them: there is nothing to do.</summary>
    public required bool IsMet { get; init; }

    public static AccessChange Of(OutputPortComponent component, OutputPortFacts facts, StackSettings settings)
    {
        var after = new ViewAccess(component, facts, settings);
        var before = new ViewAccess(component, facts with { RequestedAccess = null }, settings).AccessList;
        return new AccessChange
        {
            List = after.AccessList,
            Added = [.. after.AccessList.Except(before, StringComparer.Ordinal)],
            Removed = [.. before.Except(after.AccessList, StringComparer.Ordinal)],
            IsMet = IsMetBy(after, facts),
        };
    }

    private static bool IsMetBy(ViewAccess access, OutputPortFacts facts)
    {
        var own = facts.OwnState;
        var wanted = access.ViewGrants();
        return own.Find(ResourceTypes.SqlTable, ResourceNames.View) is not null
            && own.Find(ResourceTypes.Grants, ResourceNames.ViewGrants) is not null == wanted.Count > 0
            && own.ListOutput(OutputNames.AccessList) is { } recorded && recorded.SequenceEqual(access.AccessList, StringComparer.Ordinal)
            && facts.View.Privileges.Count(fact => fact.Privileges.Count > 0) == wanted.Count
            && wanted.All(grant => Holds(facts.View.Privileges, grant.Principal, grant.Privileges))
            && AreHeld(access.CatalogGrants(), facts.Catalog.CatalogPrivileges)
            && AreHeld(access.SchemaGrants(), facts.Catalog.SchemaPrivileges);

        bool AreHeld(GrantPlan plan, IReadOnlyList<PrivilegeFact> live) =>
            plan.Grants.All(grant => own.Find(ResourceTypes.Grant, grant.ResourceName) is not null && Holds(live, grant.Principal, grant.Privileges));
    }

    private static bool Holds(IReadOnlyList<PrivilegeFact> live, string principal, IReadOnlyList<string> privileges) =>
        Privileges.Of(live, principal).ToHashSet(StringComparer.Ordinal).SetEquals(privileges);
}
