using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Identities;

namespace Provisioner.Stacks.Catalogs;

/// <summary>Who is to have which privileges on a shared securable. Each principal's grant holds what is configured and what is live, so that nothing is taken away.</summary>
internal sealed class GrantPlan(IReadOnlyList<PrivilegeFact> live)
{
    private readonly List<(string ResourceName, string Principal, SortedSet<string> Privileges)> _grants = [];

    public IEnumerable<(string ResourceName, string Principal, IReadOnlyList<string> Privileges)> Grants =>
        _grants.Select(grant => (grant.ResourceName, grant.Principal, (IReadOnlyList<string>)[.. grant.Privileges]));

    public void Add(string resourceName, Principal principal, IEnumerable<string> privileges) => Add(resourceName, principal.Name, privileges);

    /// <summary>A principal that has a grant already gets these privileges under that one's name: two grants of one principal would take turns.</summary>
    public void Add(string resourceName, string principal, IEnumerable<string> privileges)
    {
        var wanted = privileges.Select(Privileges.Normalise).ToList();
        if (wanted.Count == 0)
            return;
        var known = _grants.FindIndex(grant => grant.Principal == principal);
        if (known < 0)
        {
            _grants.Add((resourceName, principal, new SortedSet<string>(Privileges.Of(live, principal), StringComparer.Ordinal)));
            known = _grants.Count - 1;
        }

        _grants[known].Privileges.UnionWith(wanted);
    }

    public bool Has(string principal) => _grants.Any(grant => grant.Principal == principal);
}
