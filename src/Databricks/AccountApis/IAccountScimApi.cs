using Refit;

namespace Provisioner.Databricks.AccountApis;

/// <summary>Identities of the account: <c>/api/2.0/accounts/{id}/scim/v2</c>.</summary>
public interface IAccountScimApi
{
    [Get("/api/2.0/accounts/{accountId}/scim/v2/Users")]
    Task<ScimPage<ScimUser>> ListUsersAsync(
        string accountId, string? filter = null, int? startIndex = null, int? count = null, string? attributes = null, CancellationToken cancellationToken = default);

    [Get("/api/2.0/accounts/{accountId}/scim/v2/Groups")]
    Task<ScimPage<ScimGroup>> ListGroupsAsync(
        string accountId, string? filter = null, int? startIndex = null, int? count = null, string? attributes = null, CancellationToken cancellationToken = default);

    [Get("/api/2.0/accounts/{accountId}/scim/v2/ServicePrincipals")]
    Task<ScimPage<ScimServicePrincipal>> ListServicePrincipalsAsync(
        string accountId, string? filter = null, int? startIndex = null, int? count = null, string? attributes = null, CancellationToken cancellationToken = default);
}

public static class AccountScimApiPaging
{
    public static IAsyncEnumerable<ScimUser> ListAllUsersAsync(
        this IAccountScimApi api, string accountId, string? filter = null, string? attributes = null, CancellationToken cancellationToken = default) =>
        Paging.ByIndexAsync((start, count, token) => api.ListUsersAsync(accountId, filter, start, count, attributes, token), cancellationToken);

    public static IAsyncEnumerable<ScimGroup> ListAllGroupsAsync(
        this IAccountScimApi api, string accountId, string? filter = null, string? attributes = null, CancellationToken cancellationToken = default) =>
        Paging.ByIndexAsync((start, count, token) => api.ListGroupsAsync(accountId, filter, start, count, attributes, token), cancellationToken);

    public static IAsyncEnumerable<ScimServicePrincipal> ListAllServicePrincipalsAsync(
        this IAccountScimApi api, string accountId, string? filter = null, string? attributes = null, CancellationToken cancellationToken = default) =>
        Paging.ByIndexAsync((start, count, token) => api.ListServicePrincipalsAsync(accountId, filter, start, count, attributes, token), cancellationToken);
}
