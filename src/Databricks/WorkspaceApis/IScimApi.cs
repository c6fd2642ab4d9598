using Provisioner.Databricks.Transport;
using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Identities as the workspace knows them: <c>/api/2.0/preview/scim/v2</c>.</summary>
public interface IScimApi
{
    /// <summary>The caller itself.</summary>
    [Get("/api/2.0/preview/scim/v2/Me")]
    Task<ScimUser> GetMeAsync(string? excludedAttributes = null, CancellationToken cancellationToken = default);

    /// <summary>The same as it came, refusals too; see <see cref="ScimApiWorkspace.GetWorkspaceIdAsync"/>.</summary>
    [Get("/api/2.0/preview/scim/v2/Me")]
    Task<HttpResponseMessage> GetMeAnswerAsync(string? excludedAttributes = null, CancellationToken cancellationToken = default);

    /// <param name="filter">SCIM filter, see <see cref="ScimFilter"/>.</param>
    /// <param name="startIndex">From 1.</param>
    [Get("/api/2.0/preview/scim/v2/Users")]
    Task<ScimPage<ScimUser>> ListUsersAsync(string? filter = null, int? startIndex = null, int? count = null, string? attributes = null, CancellationToken cancellationToken = default);

    [Get("/api/2.0/preview/scim/v2/Groups")]
    Task<ScimPage<ScimGroup>> ListGroupsAsync(string? filter = null, int? startIndex = null, int? count = null, string? attributes = null, CancellationToken cancellationToken = default);

    [Get("/api/2.0/preview/scim/v2/ServicePrincipals")]
    Task<ScimPage<ScimServicePrincipal>> ListServicePrincipalsAsync(
        string? filter = null, int? startIndex = null, int? count = null, string? attributes = null, CancellationToken cancellationToken = default);
}

public static class ScimApiWorkspace
{
    /// <summary>Id of the workspace: header <c>X-Databricks-Org-Id</c> of the answer; null when it does not tell.</summary>
    public static async Task<string?> GetWorkspaceIdAsync(this IScimApi api, CancellationToken cancellationToken = default)
    {
        using var answer = await api.GetMeAnswerAsync("entitlements", cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw await DatabricksErrors.FromResponseAsync(answer, cancellationToken);
        return answer.Headers.TryGetValues("X-Databricks-Org-Id", out var ids) ? ids.FirstOrDefault() : null;
    }
}

public static class ScimApiPaging
{
    public static IAsyncEnumerable<ScimUser> ListAllUsersAsync(this IScimApi api, string? filter = null, string? attributes = null, CancellationToken cancellationToken = default) =>
        Paging.ByIndexAsync((start, count, token) => api.ListUsersAsync(filter, start, count, attributes, token), cancellationToken);

    public static IAsyncEnumerable<ScimGroup> ListAllGroupsAsync(this IScimApi api, string? filter = null, string? attributes = null, CancellationToken cancellationToken = default) =>
        Paging.ByIndexAsync((start, count, token) => api.ListGroupsAsync(filter, start, count, attributes, token), cancellationToken);

    public static IAsyncEnumerable<ScimServicePrincipal> ListAllServicePrincipalsAsync(
        this IScimApi api, string? filter = null, string? attributes = null, CancellationToken cancellationToken = default) =>
        Paging.ByIndexAsync((start, count, token) => api.ListServicePrincipalsAsync(filter, start, count, attributes, token), cancellationToken);
}
