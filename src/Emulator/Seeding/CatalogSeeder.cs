using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;
using Provisioner.Emulator.UnityCatalog;

namespace Provisioner.Emulator.Seeding;

/// <summary>Catalogs, schemas and tables of a seed. A table brings its catalog and schema when they are not there.</summary>
internal static class CatalogSeeder
{
    public static void Apply(World world, JsonObject content)
    {
        foreach (var catalog in content.Items("catalogs")) EnsureCatalog(world, Metastore(world, catalog), catalog.RequiredText("name"));
        foreach (var schema in content.Items("schemas"))
        {
            var parts = Parts(schema, 2);
            EnsureSchema(world, Metastore(world, schema), parts[0], parts[1]);
        }

        foreach (var table in content.Items("tables")) EnsureTable(world, table);
    }

    private static void EnsureTable(World world, JsonObject seed)
    {
        var metastore = Metastore(world, seed);
        var parts = Parts(seed, 3);
        EnsureSchema(world, metastore, parts[0], parts[1]);
        var name = SecurableName.Of(parts[0], parts[1], parts[2]);
        var columns = new JsonArray();
        foreach (var column in seed.Items("columns"))
        {
            var type = ColumnType.Parse(column.Text("type") ?? "string");
            columns.Add(Columns.New(column.RequiredText("name"), type, columns.Count, column.Text("comment"), column.Flag("nullable") ?? true));
        }

        var table = UnityObjects.NewTable(world, metastore, name, (seed.Text("type") ?? "MANAGED").ToUpperInvariant(), columns, seed.Text("comment"), Callers.DeployUser);
        table.Take(seed, "table_constraints", "view_definition");
        if (seed.Texts("primaryKey") is { Count: > 0 } key)
        {
            table["table_constraints"] = new JsonArray(new JsonObject { ["primary_key_constraint"] = new JsonObject { ["name"] = name.Leaf + "_pk", ["child_columns"] = key.ToJsonArray() } });
        }

        var id = name.Key(metastore);
        if (world.Tables.Find(id) is { } old)
        {
            // Seeding it again changes columns, not identity.
            table.Take(old, "table_id", "created_at", "created_by", "owner", "storage_location");
        }

        world.Tables.Put(id, table);
    }

    private static void EnsureCatalog(World world, string metastore, string catalog)
    {
        var name = SecurableName.Of(catalog);
        if (!world.Catalogs.Has(name.Key(metastore))) world.Catalogs.Put(name.Key(metastore), UnityObjects.NewCatalog(world, metastore, name, new JsonObject(), Callers.DeployUser));
    }

    private static void EnsureSchema(World world, string metastore, string catalog, string schema)
    {
        EnsureCatalog(world, metastore, catalog);
        var name = SecurableName.Of(catalog, schema);
        if (!world.Schemas.Has(name.Key(metastore))) world.Schemas.Put(name.Key(metastore), UnityObjects.NewSchema(world, metastore, name, new JsonObject(), Callers.DeployUser));
    }

    private static string Metastore(World world, JsonObject seed) =>
        seed.Text("metastore") is { } name ? Metastores.Ensure(world, name, null)
        : world.Metastores.All.FirstOrDefault()?.RequiredText("metastore_id") ?? throw new EmulatorSeedException("A table needs a metastore: none is seeded");

    private static IReadOnlyList<string> Parts(JsonObject seed, int count)
    {
        var full = seed.RequiredText("fullName");
        var parts = SecurableName.Split(full);
        return parts.Count == count ? parts : throw new EmulatorSeedException($"fullName '{full}' must have {count} parts, joined by dots");
    }
}
