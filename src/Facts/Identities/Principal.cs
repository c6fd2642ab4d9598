namespace Provisioner.Facts.Identities;

/// <summary>Somebody who can be given rights, as Databricks and Azure know them.</summary>
public sealed record Principal
{
    public required PrincipalKind Kind { get; init; }

    /// <summary>Exact spelling: a user's user name, a group's display name, a service principal's application id. Unity Catalog's name for the principal, too.</summary>
    public required string Name { get; init; }

    /// <summary>The numeric id in the Databricks account; null when nothing of the operation needs it.</summary>
    public string? AccountId { get; init; }

    /// <summary>The object id in Entra ID; null when nothing of the operation needs it.</summary>
    public string? AzureObjectId { get; init; }
}

/// <summary>What a principal is.</summary>
public enum PrincipalKind
{
    User,
    Group,
    ServicePrincipal,
}
