namespace Provisioner.Facts.Workspaces;

/// <summary>The metastore that is wanted and the one that the workspace is attached to.</summary>
public sealed record MetastoreFacts
{
    /// <summary>What the descriptor names; null for an unmanaged workspace.</summary>
    public string? WantedName { get; init; }

    /// <summary>Ids of the account's metastores with that name: none, one or many.</summary>
    public IReadOnlyList<string> WantedIds { get; init; } = [];

    /// <summary>Null when the workspace is attached to none or not there yet.</summary>
    public string? AttachedId { get; init; }

    /// <summary>Null when unknown; for messages.</summary>
    public string? AttachedName { get; init; }
}
