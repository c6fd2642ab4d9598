using Refit;

namespace Provisioner.Databricks.AzureApis;

/// <summary>Resource groups of Azure Resource Manager.</summary>
public interface IResourceGroupsApi
{
    [Get("/subscriptions/{subscriptionId}/resourcegroups/{name}?api-version=" + AzureApiVersions.ResourceGroups)]
    Task<ResourceGroup> GetAsync(string subscriptionId, string name, CancellationToken cancellationToken = default);

    [Put("/subscriptions/{subscriptionId}/resourcegroups/{name}?api-version=" + AzureApiVersions.ResourceGroups)]
    Task<ResourceGroup> PutAsync(string subscriptionId, string name, [Body] ResourceGroup group, CancellationToken cancellationToken = default);
}

public sealed record ResourceGroup
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public required string Location { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
