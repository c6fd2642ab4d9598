using Provisioner.Facts.State;

namespace Provisioner.Facts.Catalogs;

/// <summary>The catalog and the schema that the component writes to.</summary>
public sealed record CatalogFacts
{
    public static CatalogFacts Absent { get; } = new() { Catalog = SharedObject.Absent, Schema = SharedObject.Absent };

    public required SharedObject Catalog { get; init; }

    public required SharedObject Schema { get; init; }

    /// <summary>Direct privileges on the catalog, one entry for each principal that has any.</summary>
    public IReadOnlyList<PrivilegeFact> CatalogPrivileges { get; init; } = [];

    /// <summary>Direct privileges on the schema; what is inherited from the catalog is not among them.</summary>
    public IReadOnlyList<PrivilegeFact> SchemaPrivileges { get; init; } = [];
}

/// <summary>What one principal may do with a securable.</summary>
/// <param name="Principal">Unity Catalog's name of the principal.</param>
/// <param name="Privileges">With underscores: <c>USE_CATALOG</c>, <c>SELECT</c>, <c>ALL_PRIVILEGES</c>.</param>
public sealed record PrivilegeFact(string Principal, IReadOnlyList<string> Privileges);
