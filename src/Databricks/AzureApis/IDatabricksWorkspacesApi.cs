using System.Text.Json.Nodes;
using Refit;

namespace Provisioner.Databricks.AzureApis;

/// <summary>
/// <c>Microsoft.Databricks/workspaces</c> of Azure Resource Manager. Writing is asynchronous: the answer's <c>Azure-AsyncOperation</c> or
/// <c>Location</c> header tells where to ask for the end. Hand it to <see cref="AzureOperations.CompleteAsync"/>, refusals too.
/// </summary>
public interface IDatabricksWorkspacesApi
{
    /// <param name="id">Resource id without its leading slash, e.g. <c>subscriptions/…/providers/Microsoft.Databricks/workspaces/name</c>.</param>
    [Get("/{**id}?api-version=" + AzureApiVersions.Databricks)]
    Task<JsonObject> GetAsync(string id, CancellationToken cancellationToken = default);

    [Put("/{**id}?api-version=" + AzureApiVersions.Databricks)]
    Task<HttpResponseMessage> PutAsync(string id, [Body] JsonObject workspace, CancellationToken cancellationToken = default);

    [Delete("/{**id}?api-version=" + AzureApiVersions.Databricks)]
    Task<HttpResponseMessage> DeleteAsync(string id, CancellationToken cancellationToken = default);

    [Get("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.Databricks/workspaces?api-version=" + AzureApiVersions.Databricks)]
    Task<AzurePage<JsonObject>> ListAsync(
        string subscriptionId, string resourceGroup, [AliasAs("$skiptoken")] string? skipToken = null, CancellationToken cancellationToken = default);
}

public static class DatabricksWorkspacesApiPaging
{
    public static IAsyncEnumerable<JsonObject> ListAllAsync(
        this IDatabricksWorkspacesApi api, string subscriptionId, string resourceGroup, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync(
            (page, token) => api.ListAsync(subscriptionId, resourceGroup, page, token), page => page.Value, page => page.SkipToken(), cancellationToken);
}
