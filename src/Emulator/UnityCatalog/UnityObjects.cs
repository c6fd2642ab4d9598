using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>New objects of Unity Catalog with everything that the service sets by itself.</summary>
internal static class UnityObjects
{
    /// <summary>What both a new catalog and a change of one may bring, the owner apart.</summary>
    public static readonly string[] CatalogSettings = ["comment", "properties", "options", "custom_max_retention_hours", "managed_encryption_settings"];

    public static JsonObject NewCatalog(World world, string metastore, SecurableName name, JsonObject asked, string owner)
    {
        var catalog = new JsonObject
        {
            ["name"] = name.Leaf,
            ["owner"] = owner,
            ["full_name"] = name.Full,
            ["metastore_id"] = metastore,
            ["catalog_type"] = "MANAGED_CATALOG",
            ["isolation_mode"] = "OPEN",
            ["accessible_in_current_workspace"] = true,
            ["browse_only"] = false,
            ["provisioning_info"] = new JsonObject { ["state"] = "ACTIVE" },
            ["securable_type"] = "CATALOG",
            ["securable_kind"] = "CATALOG_STANDARD",
            ["id"] = Guid.NewGuid().ToString(),
        };
        catalog.Take(asked, [.. CatalogSettings, "storage_root", "provider_name", "share_name", "connection_name"]);
        Stamp(world, catalog, owner);
        return catalog;
    }

    public static JsonObject NewSchema(World world, string metastore, SecurableName name, JsonObject asked, string owner)
    {
        var schema = new JsonObject
        {
            ["name"] = name.Leaf,
            ["catalog_name"] = name.Parts[0],
            ["full_name"] = name.Full,
            ["owner"] = owner,
            ["metastore_id"] = metastore,
            ["catalog_type"] = "MANAGED_CATALOG",
            ["schema_id"] = Guid.NewGuid().ToString(),
            ["browse_only"] = false,
            ["securable_type"] = "SCHEMA",
            ["securable_kind"] = "SCHEMA_STANDARD",
        };
        schema.Take(asked, "comment", "properties", "storage_root");
        Stamp(world, schema, owner);
        return schema;
    }

    public static JsonObject NewTable(World world, string metastore, SecurableName name, string type, JsonArray columns, string? comment, string owner)
    {
        var id = Guid.NewGuid().ToString();
        var table = new JsonObject
        {
            ["name"] = name.Leaf,
            ["catalog_name"] = name.Parts[0],
            ["schema_name"] = name.Parts[1],
            ["table_type"] = type,
            ["columns"] = columns,
            ["owner"] = owner,
            ["full_name"] = name.Full,
            ["metastore_id"] = metastore,
            ["table_id"] = id,
            ["data_access_configuration_id"] = "00000000-0000-0000-0000-000000000000",
            ["securable_type"] = "TABLE",
            ["securable_kind"] = type == "VIEW" ? "TABLE_VIEW" : "TABLE_DELTA",
            ["browse_only"] = false,
            ["properties"] = new JsonObject(),
        };
        if (type is "MANAGED" or "EXTERNAL" or "STREAMING_TABLE") table["data_source_format"] = "DELTA";
        if (type is "MANAGED") table["storage_location"] = $"abfss://metastore@account.dfs.core.windows.net/{metastore}/tables/{id}";
        if (comment is not null) table["comment"] = comment;
        Stamp(world, table, owner);
        return table;
    }

    /// <summary>Sets when and by whom something was changed, and created if that is new.</summary>
    public static void Stamp(World world, JsonObject thing, string author)
    {
        thing["created_at"] ??= world.Now;
        thing["created_by"] ??= author;
        thing["updated_at"] = world.Now;
        thing["updated_by"] = author;
    }
}
