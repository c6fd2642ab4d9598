namespace Provisioner.Facts.State;

/// <summary>A resource that the component's own stack holds.</summary>
public sealed record OwnResource
{
    public required string Urn { get; init; }

    /// <summary>The type token, such as <c>databricks:index/job:Job</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The last part of the URN.</summary>
    public required string Name { get; init; }

    /// <summary>Null for resources without one (the stack itself) and for those whose creation was interrupted.</summary>
    public string? Id { get; init; }

    /// <summary>Of a view: the warehouse that runs its statements.</summary>
    public string? WarehouseId { get; init; }

    /// <summary>Of a repo: the tag that it was put at; null at a branch.</summary>
    public string? Tag { get; init; }

    /// <summary>It stays when it leaves the state (<c>RetainOnDelete</c>).</summary>
    public bool Retained { get; init; }

    /// <summary>Only read, never written: it came from a <c>Get</c>.</summary>
    public bool External { get; init; }
}
