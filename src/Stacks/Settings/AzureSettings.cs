namespace Provisioner.Stacks.Settings;

/// <summary>Where and how managed workspaces are made.</summary>
public sealed record AzureSettings
{
    /// <summary>The value of a role setting that takes direct assignments away.</summary>
    public const string NoPermissions = "no_permissions";

    public string? SubscriptionId { get; init; }

    public string? ResourceGroup { get; init; }

    public string Region { get; init; } = "westeurope";

    /// <summary>PREMIUM or TRIAL.</summary>
    public string Sku { get; init; } = "PREMIUM";

    /// <summary>Put behind a workspace's name, it names the resource group that Azure keeps for the workspace.</summary>
    public string ManagedResourceGroupSuffix { get; init; } = "-rg";

    /// <summary>Guid of the role definition that the owner gets on the workspace, <see cref="NoPermissions"/>, or null to leave assignments alone.</summary>
    public string? OwnerRole { get; init; }

    /// <summary>As <see cref="OwnerRole"/>, for the development group.</summary>
    public string? DevelopersRole { get; init; }

    internal string WorkspaceId(string name) =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}/providers/Microsoft.Databricks/workspaces/{name}";

    internal string ManagedResourceGroupId(string name) => $"/subscriptions/{SubscriptionId}/resourceGroups/{name}{ManagedResourceGroupSuffix}";

    internal string RoleDefinitionId(string role) => $"/subscriptions/{SubscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{role}";
}
