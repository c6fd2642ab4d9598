using Refit;

namespace Provisioner.Databricks.AzureApis;

/// <summary>Users and groups of Microsoft Graph, version 1.0.</summary>
public interface IGraphApi
{
    /// <param name="filter">See <see cref="GraphFilter"/>.</param>
    [Get("/v1.0/users")]
    Task<AzurePage<GraphUser>> ListUsersAsync(
        [AliasAs("$filter")] string? filter = null, [AliasAs("$select")] string? select = null, [AliasAs("$top")] int? top = null,
        [AliasAs("$skiptoken")] string? skipToken = null, CancellationToken cancellationToken = default);

    [Get("/v1.0/groups")]
    Task<AzurePage<GraphGroup>> ListGroupsAsync(
        [AliasAs("$filter")] string? filter = null, [AliasAs("$select")] string? select = null, [AliasAs("$top")] int? top = null,
        [AliasAs("$skiptoken")] string? skipToken = null, CancellationToken cancellationToken = default);
}

public static class GraphApiPaging
{
    public static IAsyncEnumerable<GraphUser> ListAllUsersAsync(this IGraphApi api, string? filter = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync(
            (page, token) => api.ListUsersAsync(filter, "id,displayName,userPrincipalName,mail", null, page, token),
            page => page.Value, page => page.SkipToken(), cancellationToken);

    public static IAsyncEnumerable<GraphGroup> ListAllGroupsAsync(this IGraphApi api, string? filter = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync(
            (page, token) => api.ListGroupsAsync(filter, "id,displayName", null, page, token), page => page.Value, page => page.SkipToken(), cancellationToken);
}

/// <summary>OData filters with their values quoted.</summary>
public static class GraphFilter
{
    /// <summary><c>property eq 'value'</c>, quotes doubled.</summary>
    public static string Equal(string property, string value) => $"{property} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'";
}

public sealed record GraphUser
{
    /// <summary>Object id.</summary>
    public required string Id { get; init; }

    public string? DisplayName { get; init; }

    public string? UserPrincipalName { get; init; }

    public string? Mail { get; init; }
}

public sealed record GraphGroup
{
    /// <summary>Object id.</summary>
    public required string Id { get; init; }

    public string? DisplayName { get; init; }
}
