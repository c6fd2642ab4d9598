using System.Text.Json.Serialization;

namespace Provisioner.Databricks;

/// <summary>One page of a SCIM list; <c>startIndex</c> counts from 1.</summary>
public sealed record ScimPage<T>
{
    public int TotalResults { get; init; }

    public int StartIndex { get; init; }

    public int ItemsPerPage { get; init; }

    [JsonPropertyName("Resources")]
    public IReadOnlyList<T> Resources { get; init; } = [];
}

public sealed record ScimUser
{
    public required string Id { get; init; }

    public string UserName { get; init; } = "";

    public string? DisplayName { get; init; }

    public string? ExternalId { get; init; }

    public bool? Active { get; init; }

    public IReadOnlyList<ScimReference> Groups { get; init; } = [];
}

public sealed record ScimGroup
{
    public required string Id { get; init; }

    public string DisplayName { get; init; } = "";

    public string? ExternalId { get; init; }

    public IReadOnlyList<ScimReference> Members { get; init; } = [];
}

public sealed record ScimServicePrincipal
{
    public required string Id { get; init; }

    public string ApplicationId { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string? ExternalId { get; init; }

    public bool? Active { get; init; }
}

public sealed record ScimReference
{
    public string Value { get; init; } = "";

    public string? Display { get; init; }
}
