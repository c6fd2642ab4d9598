using Pulumi;
using Provisioner.Facts.Identities;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Access;

/// <summary>Declares the permission list of an owned object.</summary>
internal static class PermissionPart
{
    /// <summary>Nothing is declared when nobody gets anything and nobody has anything: a list must have an entry.</summary>
    public static void Declare(PermissionPlan plan, CustomResource target, Dbx.Provider provider)
    {
        if (plan.Entries.Count == 0)
            return;
        var args = new Dbx.PermissionsArgs
        {
            AccessControls = plan.Entries.Select(entry => Entry(entry.Principal, entry.Level)).ToArray(),
        };
        switch (plan.Target)
        {
            case PermissionObject.Repo:
                args.RepoId = target.Id;
                break;
            case PermissionObject.Job:
                args.JobId = target.Id;
                break;
            default:
                args.PipelineId = target.Id;
                break;
        }

        // The list of the old object must be let go before the one of the new object is set: both have the same name for the same people.
        _ = new Dbx.Permissions(plan.ResourceName, args, new CustomResourceOptions { Provider = provider, DeleteBeforeReplace = true });
    }

    private static Dbx.Inputs.PermissionsAccessControlArgs Entry(Principal principal, string level) => principal.Kind switch
    {
        PrincipalKind.User => new() { UserName = principal.Name, PermissionLevel = level },
        PrincipalKind.Group => new() { GroupName = principal.Name, PermissionLevel = level },
        _ => new() { ServicePrincipalName = principal.Name, PermissionLevel = level },
    };
}
