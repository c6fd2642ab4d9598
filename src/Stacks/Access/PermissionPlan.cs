using Provisioner.Facts.Identities;
using Provisioner.Facts.State;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Access;

/// <summary>Who gets which level on an owned object.</summary>
/// <param name="ResourceName">The permission list's name in the stack.</param>
internal sealed record PermissionPlan(PermissionObject Target, string ResourceName, IReadOnlyList<(Principal Principal, string Level)> Entries)
{
    private const string Administrators = "admins";

    private const string Owner = "IS_OWNER";

    /// <param name="live">The object with its list as it is now.</param>
    public static PermissionPlan Of(PermissionObject target, string resourceName, RolePair settings, IdentityFacts identities, LiveObjects live, OwnState own)
    {
        var entries = new List<(Principal Principal, string Level)>();
        foreach (var (principal, setting) in new[] { (identities.Owner, settings.Owner), (identities.DevelopmentGroup, settings.Developers) })
        {
            // Databricks does not let anybody change the entry of whoever works with the list.
            if (PermissionLevels.Of(target, setting) is not { } level || principal.Name == identities.Deployer)
                continue;
            var same = entries.FindIndex(entry => entry.Principal.Name == principal.Name && entry.Principal.Kind == principal.Kind);
            if (same < 0)
                entries.Add((principal, level));
            else
                entries[same] = (principal, PermissionLevels.Higher(target, entries[same].Level, level));
        }

        var isListed = own.Find(ResourceTypes.Permissions, resourceName) is not null || live.Permissions.Any(entry => IsOfOthers(entry, identities.Deployer));
        if (entries.Count == 0 && isListed && identities.Deployer is { } deployer)
            entries.Add(Alone(target, deployer));
        return new PermissionPlan(target, resourceName, entries);
    }

    /// <summary>The list is ours: what others put into it is replaced, and said so.</summary>
    public IEnumerable<string> Notes(LiveObjects live, string? deployer)
    {
        if (Entries.Count == 0)
            yield break;
        var what = Target.ToString().ToLowerInvariant();
        foreach (var entry in live.Permissions.Where(entry => IsOfOthers(entry, deployer)))
        {
            if (entry.Level == Owner)
                yield return $"The {what} passes from '{entry.PrincipalName}' ({Owner}) to the deploy user '{deployer}': its permission list belongs to the component.";
            else if (!Entries.Any(ours => ours.Principal.Name == entry.PrincipalName))
                yield return $"The permission {entry.Level} of '{entry.PrincipalName}' on the {what} is taken away: its permission list belongs to the component.";
        }
    }

    /// <summary>
    /// Nobody is to have anything, but somebody has, or had by our list. A list must have an entry, and one that leaves the stack is reset on jobs and repos
    /// but left as it is on pipelines: so it stays, with the deploy user alone.
    /// </summary>
    private static (Principal Principal, string Level) Alone(PermissionObject target, string deployer) => (
        new Principal { Kind = Guid.TryParse(deployer, out _) ? PrincipalKind.ServicePrincipal : PrincipalKind.User, Name = deployer },
        target == PermissionObject.Repo ? "CAN_MANAGE" : Owner);

    /// <summary>Administrators keep what they have: nobody can take it from them.</summary>
    private static bool IsOfOthers(PermissionEntry entry, string? deployer) =>
        !string.Equals(entry.PrincipalName, deployer, StringComparison.OrdinalIgnoreCase) && entry.PrincipalName != Administrators;
}
