using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Workspaces;

/// <summary>Can the workspace be worked in, or made?</summary>
internal static class WorkspaceChecks
{
    public static void Check(WorkspaceReference reference, string path, WorkspaceFacts facts, StackSettings settings, List<Problem> problems)
    {
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
