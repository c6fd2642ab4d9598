namespace Provisioner.Facts.State;

/// <summary>Which live objects have the component's name, whoever made them.</summary>
public sealed record LiveObjects
{
    public static LiveObjects None { get; } = new() { Ids = [] };

    /// <summary>Ids of the objects with exactly the component's name, ascending: none, one or many.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The object that the own state holds is there, under whatever name it has now.</summary>
    public bool OwnIsLive { get; init; }

    /// <summary>The explicit, not inherited entries of the permission list of the only object with the name; empty when there is none or several.</summary>
    public IReadOnlyList<PermissionEntry> Permissions { get; init; } = [];
}

/// <summary>One principal's level in a live permission list.</summary>
/// <param name="PrincipalName">User name, group name or application id.</param>
/// <param name="Level">Such as <c>CAN_MANAGE</c> or <c>IS_OWNER</c>.</param>
public sealed record PermissionEntry(string PrincipalName, string Level);
