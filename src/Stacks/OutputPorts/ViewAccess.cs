using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Catalogs;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.OutputPorts;

/// <summary>Who may do what with the view, and with catalog and schema to reach it.</summary>
internal sealed class ViewAccess(OutputPortComponent component, OutputPortFacts facts, StackSettings settings)
{
    /// <summary>Who may read the view. What update-acl asks for wins; else the list stays as it is in the own state; a view that is taken over starts with its live readers.</summary>
    public IReadOnlyList<string> AccessList { get; } = facts.RequestedAccess is { } requested
        ? [.. requested.Select(principal => principal.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : facts.OwnState.ListOutput(OutputNames.AccessList) ?? LiveReaders(component, facts);

    /// <summary>The whole list of the view: it is ours, but privileges other than SELECT that others hold stay.</summary>
    public IReadOnlyList<(string Principal, IReadOnlyList<string> Privileges)> ViewGrants()
    {
        var grants = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        void Add(string principal, IEnumerable<string> privileges)
        {
            if (!grants.TryGetValue(principal, out var held))
                grants[principal] = held = new SortedSet<string>(StringComparer.Ordinal);
            held.UnionWith(privileges.Select(Privileges.Normalise));
        }

        var team = Team(component, facts);
        foreach (var fact in facts.View.Privileges)
            Add(fact.Principal, fact.Privileges.Where(privilege => team.Contains(fact.Principal, StringComparer.Ordinal) || Privileges.Normalise(privilege) != Privileges.Select));
        foreach (var reader in AccessList)
            Add(reader, [Privileges.Select]);
        if (component.DataProduct.IsDevelopment)
        {
            Add(facts.Identities.Owner.Name, settings.OutputPort.Owner);
            Add(facts.Identities.DevelopmentGroup.Name, settings.OutputPort.Developers);
        }

        return [.. grants.Where(grant => grant.Value.Count > 0).Select(grant => (grant.Key, (IReadOnlyList<string>)[.. grant.Value]))];
    }

    public GrantPlan CatalogGrants()
    {
        var plan = new GrantPlan(facts.Catalog.CatalogPrivileges);
        AddTeam(plan, ResourceNames.CatalogOwner, ResourceNames.CatalogDevelopers, settings.Catalog, Privileges.UseCatalog);
        foreach (var reader in AccessList)
        {
            var name = ResourceNames.CatalogUser(reader);
            if (plan.Has(reader) || IsOurs(name) || !Privileges.Has(facts.Catalog.CatalogPrivileges, reader, Privileges.UseCatalog))
                plan.Add(name, reader, [Privileges.UseCatalog]);
        }

        return plan;
    }

    public GrantPlan SchemaGrants()
    {
        var plan = new GrantPlan(facts.Catalog.SchemaPrivileges);
        AddTeam(plan, ResourceNames.SchemaOwner, ResourceNames.SchemaDevelopers, settings.Schema, Privileges.UseSchema);
        foreach (var reader in AccessList)
        {
            var name = ResourceNames.SchemaUser(reader);
            // USE_SCHEMA on the catalog reaches every schema in it.
            var reaches = Privileges.Has(facts.Catalog.SchemaPrivileges, reader, Privileges.UseSchema)
                || Privileges.Has(facts.Catalog.CatalogPrivileges, reader, Privileges.UseSchema);
            if (plan.Has(reader) || IsOurs(name) || !reaches)
                plan.Add(name, reader, [Privileges.UseSchema]);
        }

        return plan;
    }

    private void AddTeam(GrantPlan plan, string ownerName, string developersName, PrivilegePair configured, string toReach)
    {
        string[] Reaching(IReadOnlyList<string> onView) => component.DataProduct.IsDevelopment && onView.Count > 0 ? [toReach] : [];
        plan.Add(ownerName, facts.Identities.Owner, configured.Owner.Concat(Reaching(settings.OutputPort.Owner)));
        plan.Add(developersName, facts.Identities.DevelopmentGroup, configured.Developers.Concat(Reaching(settings.OutputPort.Developers)));
    }

    /// <summary>A grant that the stack made stays declared, although its privilege is live now.</summary>
    private bool IsOurs(string name) => facts.OwnState.Find(ResourceTypes.Grant, name) is not null;

    /// <summary>In development the team's own privileges are configured, not listed, and nothing that it holds is withdrawn.</summary>
    private static string[] Team(OutputPortComponent component, OutputPortFacts facts) =>
        component.DataProduct.IsDevelopment ? [facts.Identities.Owner.Name, facts.Identities.DevelopmentGroup.Name] : [];

    private static List<string> LiveReaders(OutputPortComponent component, OutputPortFacts facts)
    {
        if (!facts.View.Exists || facts.OwnState.Find(ResourceTypes.SqlTable, ResourceNames.View) is not null)
            return [];
        // In development the team's own privileges are configured, not listed.
        return
        [
            .. facts.View.Privileges
                .Where(fact => fact.Privileges.Select(Privileges.Normalise).Contains(Privileges.Select, StringComparer.Ordinal))
                .Select(fact => fact.Principal).Except(Team(component, facts), StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }
}
