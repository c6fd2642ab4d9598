using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Identities as the workspace knows them: <c>/api/2.0/preview/scim/v2</c>.</summary>
public interface IScimApi
{
    /// <summary>The caller itself.</summary>
    [Get("/api/2.0/preview/scim/v2/Me")]
    Task<ScimUser> GetMeAsync(string? excludedAttributes = null, CancellationToken cancellationToken = default);

    /// <summary>The same with the answer's headers: <c>X-Databricks-Org-Id</c> is the id of the workspace. A refusal is in the answer.</summary>
    [Get("/api/2.0/preview/scim/v2/Me")]
    Task<IApiResponse<ScimUser>> GetMeAnswerAsync(string? excludedAttributes = null, CancellationToken cancellationToken = default);

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
