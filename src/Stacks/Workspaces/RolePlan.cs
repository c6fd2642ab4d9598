using Provisioner.Facts.Identities;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Workspaces;

/// <summary>A role that is kept on, or taken from, the workspace.</summary>
internal sealed record RolePlan
{
    public required string ResourceName { get; init; }

    public required Principal Principal { get; init; }

    /// <summary>The role definition's guid.</summary>
    public required string Role { get; init; }

    /// <summary>The assignment's guid.</summary>
    public required string AssignmentName { get; init; }

    public string? ImportId { get; init; }

    /// <summary>Taken into the state only to be deleted.</summary>
    public bool IsDoomed { get; init; }

    public static IReadOnlyList<RolePlan> Of(AzureSettings azure, string scope, WorkspaceFacts facts, IdentityFacts identities, OwnState own) =>
    [
        .. Of(ResourceNames.WorkspaceRoleOwner, identities.Owner, azure.OwnerRole, scope, facts, own),
        .. Of(ResourceNames.WorkspaceRoleDevelopers, identities.DevelopmentGroup, azure.DevelopersRole, scope, facts, own),
    ];

    private static IEnumerable<RolePlan> Of(string name, Principal principal, string? role, string scope, WorkspaceFacts facts, OwnState own)
    {
        if (string.IsNullOrWhiteSpace(role) || principal.AzureObjectId is not { } objectId)
            return [];
        var live = facts.RoleAssignments.Where(assignment => string.Equals(assignment.PrincipalObjectId, objectId, StringComparison.OrdinalIgnoreCase));
        return string.Equals(role, AzureSettings.NoPermissions, StringComparison.OrdinalIgnoreCase)
            ? live.Select(assignment => Doomed(name, principal, assignment, own))
            : [Kept(name, principal, role, scope, live, own)];
    }

    private static RolePlan Kept(string name, Principal principal, string role, string scope, IEnumerable<RoleAssignmentFact> live, OwnState own)
    {
        // Azure refuses a second assignment of the same role under another guid: one made by hand is taken over under its own.
        var same = live.FirstOrDefault(assignment => string.Equals(GuidOf(assignment.RoleDefinitionId), role, StringComparison.OrdinalIgnoreCase));
        var ownId = own.Find(ResourceTypes.RoleAssignment, name)?.Id;
        return new RolePlan
        {
            ResourceName = name,
            Principal = principal,
            Role = role,
            AssignmentName = same is null ? RoleAssignmentName.Of(scope, principal.AzureObjectId!, role) : GuidOf(same.Id),
            ImportId = same is not null && !string.Equals(ownId, same.Id, StringComparison.OrdinalIgnoreCase) ? same.Id : null,
        };
    }

    private static RolePlan Doomed(string name, Principal principal, RoleAssignmentFact live, OwnState own)
    {
        var ours = own.Resources.FirstOrDefault(r => r.Type == ResourceTypes.RoleAssignment && string.Equals(r.Id, live.Id, StringComparison.OrdinalIgnoreCase));
        return new RolePlan
        {
            ResourceName = ours?.Name ?? $"{name}-{GuidOf(live.Id)}",
            Principal = principal,
            Role = GuidOf(live.RoleDefinitionId),
            AssignmentName = GuidOf(live.Id),
            ImportId = ours is null ? live.Id : null,
            IsDoomed = true,
        };
    }

    private static string GuidOf(string id) => id[(id.LastIndexOf('/') + 1)..];
}
