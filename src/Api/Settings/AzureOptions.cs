using Provisioner.Operations.Connections;
using Provisioner.Stacks.Settings;

namespace Provisioner.Api.Settings;

/// <summary>Section <c>Azure</c>: who the service is there, and where managed workspaces are made.</summary>
internal sealed class AzureOptions : AzureIdentityOptions
{
    public string? ResourceGroup { get; set; }

    public string Region { get; set; } = "westeurope";

    /// <summary>PREMIUM or TRIAL.</summary>
    public string Sku { get; set; } = "PREMIUM";

    /// <summary>Put behind a workspace's name, it names the resource group that Azure keeps for the workspace.</summary>
    public string ManagedResourceGroupSuffix { get; set; } = "-rg";

    /// <summary>Guid of the role that the owner gets on a managed workspace, <c>no_permissions</c>, or nothing to leave assignments alone.</summary>
    public string? OwnerRole { get; set; }

    public string? DevelopersRole { get; set; }

    public AzureSettings ToSettings() => new()
    {
        SubscriptionId = SubscriptionId,
        ResourceGroup = ResourceGroup,
        Region = Region,
        Sku = Sku,
        ManagedResourceGroupSuffix = ManagedResourceGroupSuffix,
        OwnerRole = OwnerRole,
        DevelopersRole = DevelopersRole,
    };

    public IEnumerable<string> Problems()
    {
        if (Sku is not ("PREMIUM" or "TRIAL"))
            yield return $"Azure:Sku is '{Sku}'; it must be PREMIUM or TRIAL.";
        foreach (var (name, role) in new[] { ("OwnerRole", OwnerRole), ("DevelopersRole", DevelopersRole) })
        {
            if (!string.IsNullOrEmpty(role) && role != AzureSettings.NoPermissions && !Guid.TryParse(role, out _))
                yield return $"Azure:{name} is '{role}'; it must be the guid of a role definition or {AzureSettings.NoPermissions}.";
        }
    }
}
