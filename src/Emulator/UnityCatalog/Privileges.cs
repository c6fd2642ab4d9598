namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Which privileges a securable can have (privilege model 1.0).</summary>
internal static class Privileges
{
    private static readonly string[] Table = ["ALL_PRIVILEGES", "APPLY_TAG", "MANAGE", "MODIFY", "SELECT"];

    private static readonly string[] View = ["ALL_PRIVILEGES", "APPLY_TAG", "MANAGE", "SELECT"];

    private static readonly string[] Schema =
    [
        .. Table, "CREATE_FUNCTION", "CREATE_MATERIALIZED_VIEW", "CREATE_MODEL", "CREATE_MODEL_VERSION", "CREATE_TABLE", "CREATE_VOLUME", "EXECUTE", "EXTERNAL_USE_SCHEMA", "READ_VOLUME", "REFRESH",
        "USE_SCHEMA", "WRITE_VOLUME",
    ];

    private static readonly string[] Catalog = [.. Schema, "BROWSE", "CREATE_SCHEMA", "USE_CATALOG"];

    private static readonly string[] Metastore =
    [
        "CREATE_CATALOG", "CREATE_CLEAN_ROOM", "CREATE_CONNECTION", "CREATE_EXTERNAL_LOCATION", "CREATE_MANAGED_STORAGE", "CREATE_PROVIDER", "CREATE_RECIPIENT", "CREATE_SERVICE_CREDENTIAL", "CREATE_SHARE",
        "CREATE_STORAGE_CREDENTIAL", "MANAGE_ALLOWLIST", "SET_SHARE_PERMISSION", "USE_CONNECTION", "USE_MARKETPLACE_ASSETS", "USE_PROVIDER", "USE_RECIPIENT", "USE_SHARE",
    ];

    public static IReadOnlyList<string> Of(string securableType, bool view) => securableType switch
    {
        "catalog" => Catalog,
        "schema" => Schema,
        "table" => view ? View : Table,
        _ => Metastore,
    };

    /// <summary>One spelling: <c>use catalog</c> is <c>USE_CATALOG</c>.</summary>
    public static string Spell(string privilege) => privilege.Trim().Replace(' ', '_').ToUpperInvariant();
}
