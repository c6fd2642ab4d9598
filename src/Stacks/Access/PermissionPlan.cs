using Provisioner.Facts.Identities;
using Provisioner.Facts.State;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Access;

/// <summary>Who gets which level on an owned object.</summary>
internal sealed record PermissionPlan(PermissionObject Target, IReadOnlyList<(Principal Principal, string Level)> Entries)
{
    public static PermissionPlan Of(PermissionObject target, RolePair settings, IdentityFacts identities)
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

        return new PermissionPlan(target, entries);
    }

    /// <summary>The list is ours: what others put into it is replaced, and said so.</summary>
    public IEnumerable<string> Notes(LiveObjects live, string? deployer)
    {
        if (Entries.Count == 0)
            yield break;
        foreach (var entry in live.Permissions)
        {
            if (entry.PrincipalName != deployer && entry.Level != "IS_OWNER" && !Entries.Any(ours => ours.Principal.Name == entry.PrincipalName))
                yield return $"The permission {entry.Level} of '{entry.PrincipalName}' on the {Target.ToString().ToLowerInvariant()} is taken away: its permission list belongs to the component.";
        }
    }
}
