using Provisioner.Operations.Connections;
using Provisioner.Stacks.Settings;

namespace Provisioner.Api.Settings;

/// <summary>Section <c>Azure</c>: who the service is there, and where managed workspaces are made.</summary>
internal sealed class AzureOptions : AzureIdentityOptions
{
    // Azure's own roles have the same guids everywhere.
    private const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private const string Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    /// <summary>What an emulator takes when nothing is configured: it has any subscription, and makes a resource group on first use.</summary>
    private static readonly AzureSettings Emulated = new()
    {
        SubscriptionId = "00000000-0000-4000-8000-000000000001",
        ResourceGroup = "databricks",
        OwnerRole = Contributor,
        DevelopersRole = Reader,
    };

    public string? ResourceGroup { get; set; }

    public string Region { get; set; } = "westeurope";

    /// <summary>PREMIUM or TRIAL.</summary>
    public string Sku { get; set; } = "PREMIUM";

    /// <summary>Put behind a workspace's name, it names the resource group that Azure keeps for the workspace.</summary>
    public string ManagedResourceGroupSuffix { get; set; } = "-rg";

    /// <summary>Guid of the role that the owner gets on a managed workspace, <c>no_permissions</c>, or nothing to leave assignments alone.</summary>
    public string? OwnerRole { get; set; }

    public string? DevelopersRole { get; set; }

    /// <summary>Takes the defaults that hold with an emulator, so that managed workspaces can be tried out without any setting.</summary>
    public void CompleteForEmulator()
    {
        SubscriptionId ??= Emulated.SubscriptionId;
        ResourceGroup ??= Emulated.ResourceGroup;
        OwnerRole ??= Emulated.OwnerRole;
        DevelopersRole ??= Emulated.DevelopersRole;
    }

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
        if (string.IsNullOrWhiteSpace(Region))
            yield return "Azure:Region is empty.";
        // They become parts of addresses.
        foreach (var (name, value) in new[] { ("SubscriptionId", SubscriptionId), ("ResourceGroup", ResourceGroup), ("ManagedResourceGroupSuffix", ManagedResourceGroupSuffix) })
        {
            if (value?.AsSpan().IndexOfAny("/?#% ") >= 0)
                yield return $"Azure:{name} is '{value}'; it must be a name without slash, question mark, hash, per cent sign and blank.";
        }

        foreach (var (name, role) in new[] { ("OwnerRole", OwnerRole), ("DevelopersRole", DevelopersRole) })
        {
            if (!string.IsNullOrEmpty(role) && role != AzureSettings.NoPermissions && !Guid.TryParse(role, out _))
                yield return $"Azure:{name} is '{role}'; it must be the guid of a role definition or {AzureSettings.NoPermissions}.";
        }
    }
}
