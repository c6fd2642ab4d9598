using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Components;
using Provisioner.Facts.Identities;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Workspaces;

/// <summary>Can the workspace be worked in, or made?</summary>
internal static class WorkspaceChecks
{
    public static void Check(WorkspaceReference reference, string path, ComponentFacts componentFacts, StackSettings settings, List<Problem> problems)
    {
        var facts = componentFacts.Workspace;
        switch (reference, facts.State)
        {
            case (_, WorkspaceState.Creating):
                problems.Add(new Problem(path, $"the workspace '{reference}' is still being created (Azure says {facts.ProvisioningState ?? "Creating"}). Try again in some minutes."));
                break;
            case (_, WorkspaceState.Failed):
                problems.Add(new Problem(path, $"Azure could not create the workspace '{reference}' (it says {facts.ProvisioningState ?? "Failed"}). Delete it in Azure and provision again."));
                break;
            case (UnmanagedWorkspace, WorkspaceState.Absent):
                problems.Add(new Problem(path, $"the workspace '{reference}' does not exist or cannot be reached."));
                break;
            case (ManagedWorkspace, _):
                CheckSettings(path, settings, problems);
                CheckMetastore(reference, path, facts.Metastore, problems);
                CheckIdentity(componentFacts.Identities.Owner, "dataProduct.dataProductOwner", settings.Azure.OwnerRole, problems);
                CheckIdentity(componentFacts.Identities.DevelopmentGroup, "dataProduct.devGroup", settings.Azure.DevelopersRole, problems);
                break;
        }
    }

    private static void CheckSettings(string path, StackSettings settings, List<Problem> problems)
    {
        (string Name, string? Value)[] needed =
            [("Azure subscription", settings.Azure.SubscriptionId), ("Azure resource group", settings.Azure.ResourceGroup), ("Databricks account id", settings.Account.Id)];
        var missing = needed.Where(setting => string.IsNullOrWhiteSpace(setting.Value)).Select(setting => setting.Name).ToList();
        if (missing.Count > 0)
            problems.Add(new Problem(path, $"a workspace can only be managed when these are configured: {string.Join(", ", missing)}. Give the URL of an existing workspace instead."));
    }

    /// <summary>Nobody is left out silently: a managed workspace's people must be known to the account and, to get a role, to Azure.</summary>
    private static void CheckIdentity(Principal principal, string path, string? role, List<Problem> problems)
    {
        if (principal.AccountId is null)
            problems.Add(new Problem(path, $"'{principal.Name}' is not known to the Databricks account and cannot be added to the workspace."));
        if (!string.IsNullOrWhiteSpace(role) && principal.AzureObjectId is null)
            problems.Add(new Problem(path, $"'{principal.Name}' is not known to Azure and cannot get a role on the workspace."));
    }

    private static void CheckMetastore(WorkspaceReference reference, string path, MetastoreFacts? metastore, List<Problem> problems)
    {
        if (metastore?.WantedName is not { } wanted)
            return;
        if (metastore.WantedIds.Count == 0)
            problems.Add(new Problem(Sibling(path), $"the account has no metastore named '{wanted}'."));
        else if (metastore.WantedIds.Count > 1)
            problems.Add(new Problem(Sibling(path), $"the account has {metastore.WantedIds.Count} metastores named '{wanted}': {string.Join(", ", metastore.WantedIds)}."));
        else if (metastore.AttachedId is { } attached && attached != metastore.WantedIds[0])
        {
            problems.Add(new Problem(
                Sibling(path), $"the workspace '{reference}' is attached to the metastore '{metastore.AttachedName ?? attached}', not to '{wanted}'; it is not moved."));
        }
    }

    private static string Sibling(string workspacePath) => workspacePath[..(workspacePath.LastIndexOf('.') + 1)] + "metastore";
}
