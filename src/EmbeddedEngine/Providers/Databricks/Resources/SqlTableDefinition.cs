using System.Text;
using System.Text.Json;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

internal sealed record SqlColumn(string Name, string Type, string Identity, string Comment, bool Nullable);

/// <summary>A table or view, and the statements that make or change it: those of the real provider.</summary>
internal sealed record SqlTableDefinition
{
    public required string CatalogName { get; init; }

    public required string SchemaName { get; init; }

    public required string Name { get; init; }

    public required string TableType { get; init; }

    public string DataSourceFormat { get; init; } = "";

    public string Comment { get; init; } = "";

    public string ViewDefinition { get; init; } = "";

    public string StorageLocation { get; init; } = "";

    public string StorageCredentialName { get; init; } = "";

    public IReadOnlyList<string> Partitions { get; init; } = [];

    public IReadOnlyList<string> ClusterKeys { get; init; } = [];

    public IReadOnlyList<SqlColumn> Columns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    public string FullName => $"{CatalogName}.{SchemaName}.{Name}";

    private string SqlName => $"{SqlText.Name(CatalogName)}.{SqlText.Name(SchemaName)}.{SqlText.Name(Name)}";

    private bool IsView => TableType == "VIEW";

    private string Kind => IsView ? "VIEW" : "TABLE";

    public static SqlTableDefinition FromState(PropertyMap state) => new()
    {
        CatalogName = state.Text("catalogName"),
        SchemaName = state.Text("schemaName"),
        Name = state.Text("name"),
        TableType = state.Text("tableType"),
        DataSourceFormat = state.Text("dataSourceFormat"),
        Comment = state.Text("comment"),
        ViewDefinition = state.Text("viewDefinition"),
        StorageLocation = state.Text("storageLocation"),
        StorageCredentialName = state.Text("storageCredentialName"),
        Partitions = [.. state.Texts("partitions")],
        ClusterKeys = [.. state.Texts("clusterKeys")],
        Columns = [.. state.Items("columns").Select(PropertyValues.Plain).OfType<ObjectValue>().Select(item => item.Properties).Select(column =>
            new SqlColumn(column.Text("name"), column.Text("type"), column.Text("identity"), column.Text("comment"), column.Get("nullable") is not BoolValue { Value: false }))],
        Properties = Texts(state.Object("properties")),
        Options = Texts(state.Object("options")),
    };

    public static SqlTableDefinition FromTable(Table table) => new()
    {
        CatalogName = table.CatalogName,
        SchemaName = table.SchemaName,
        Name = table.Name,
        TableType = table.TableType,
        Comment = table.Comment ?? "",
        ViewDefinition = table.ViewDefinition ?? "",
        StorageLocation = table.Other?.GetValueOrDefault("storage_location") is { ValueKind: JsonValueKind.String } location ? location.GetString()! : "",
        Columns = [.. table.Columns.Select(column => new SqlColumn(column.Name, column.TypeText ?? "", "", column.Comment ?? "", column.Nullable != false))],
    };

    public string Create()
    {
        var text = new StringBuilder(DataSourceFormat == "DELTA" && TableType == "MANAGED" ? "CREATE OR REPLACE " : "CREATE ").Append(Kind).Append(' ').Append(SqlName);
        if (Columns.Count > 0)
            text.Append(" (").AppendJoin(", ", Columns.Select(Column)).Append(')');
        if (!IsView && DataSourceFormat.Length > 0)
            text.Append("\nUSING ").Append(DataSourceFormat);
        if (Partitions.Count > 0)
            text.Append("\nPARTITIONED BY (").AppendJoin(", ", Partitions).Append(')');
        if (ClusterKeys.Count > 0)
            text.Append("\nCLUSTER BY ").Append(Keys());
        if (Comment.Length > 0)
            text.Append("\nCOMMENT ").Append(SqlText.Literal(Comment));
        if (Properties.Count > 0)
            text.Append("\nTBLPROPERTIES (").Append(Pairs(Properties)).Append(')');
        if (Options.Count > 0)
            text.Append("\nOPTIONS (").Append(Pairs(Options)).Append(')');
        if (IsView)
            text.Append("\nAS ").Append(ViewDefinition);
        else if (StorageLocation.Length > 0)
            text.Append('\n').Append(Location());
        return text.Append(';').ToString();
    }

    public string Drop() => $"DROP {Kind} {SqlName}";

    /// <param name="live">The object as it is.</param>
    public IEnumerable<string> Alter(SqlTableDefinition live)
    {
        if (IsView)
        {
            var definition = SqlText.Normalise(ViewDefinition);
            if (definition != live.ViewDefinition)
                yield return $"ALTER VIEW {SqlName} AS {definition}";
        }
        else
        {
            if (StorageLocation != live.StorageLocation)
                yield return $"ALTER TABLE {SqlName} SET {Location()}";
            if (!ClusterKeys.SequenceEqual(live.ClusterKeys, StringComparer.Ordinal))
                yield return $"ALTER TABLE {SqlName} CLUSTER BY {Keys()}";
        }

        if (Comment != live.Comment)
            yield return $"COMMENT ON {Kind} {SqlName} IS {SqlText.Literal(Comment)}";
        if (Properties.Count > 0)
            yield return $"ALTER {Kind} {SqlName} SET TBLPROPERTIES ({Pairs(Properties)})";
        foreach (var statement in Columns.Count == live.Columns.Count ? AlterColumns(live) : AddAndDropColumns(live))
            yield return statement;
    }

    private static Dictionary<string, string> Texts(PropertyMap? map) =>
        map?.Where(item => !PropertyValues.IsReserved(item.Key)).ToDictionary(item => item.Key, item => map.Text(item.Key), StringComparer.Ordinal) ?? [];

    private static string Pairs(IReadOnlyDictionary<string, string> pairs) =>
        string.Join(", ", pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{SqlText.Literal(pair.Key)}={SqlText.Literal(pair.Value)}"));

    private static string Column(SqlColumn column)
    {
        var type = column.Identity switch
        {
            "always" => column.Type + " GENERATED ALWAYS AS IDENTITY",
            "default" => column.Type + " GENERATED BY DEFAULT AS IDENTITY",
            _ => column.Type,
        };
        return $"{SqlText.Name(column.Name)} {type}{(column.Nullable ? "" : " NOT NULL")}{(column.Comment.Length > 0 ? $" COMMENT {SqlText.Literal(column.Comment)}" : "")}";
    }

    private IEnumerable<string> AddAndDropColumns(SqlTableDefinition live)
    {
        var gone = live.Columns.Where(old => Columns.All(column => column.Name != old.Name)).Select(old => SqlText.Name(old.Name)).ToList();
        if (gone.Count > 0)
            yield return $"ALTER {Kind} {SqlName} DROP COLUMN IF EXISTS ({string.Join(", ", gone)})";
        for (var index = 0; index < Columns.Count; index++)
        {
            if (live.Columns.Any(old => old.Name == Columns[index].Name))
                continue;
            var place = index == 0 ? "FIRST" : $"AFTER {SqlText.Name(Columns[index - 1].Name)}";
            yield return $"ALTER {Kind} {SqlName} ADD COLUMN {Column(Columns[index])} {place}";
        }
    }

    private IEnumerable<string> AlterColumns(SqlTableDefinition live)
    {
        foreach (var (column, old) in Columns.Zip(live.Columns))
        {
            if (column.Name != old.Name)
                yield return $"ALTER {Kind} {SqlName} RENAME COLUMN {SqlText.Name(old.Name)} to {SqlText.Name(column.Name)}";
            if (column.Comment != old.Comment)
            {
                yield return IsView
                    ? $"COMMENT ON COLUMN {SqlName}.{SqlText.Name(column.Name)} IS {SqlText.Literal(column.Comment)}"
                    : $"ALTER TABLE {SqlName} ALTER COLUMN {SqlText.Name(column.Name)} COMMENT {SqlText.Literal(column.Comment)}";
            }

            if (column.Nullable != old.Nullable)
                yield return $"ALTER {Kind} {SqlName} ALTER COLUMN {SqlText.Name(column.Name)} {(column.Nullable ? "DROP" : "SET")} NOT NULL";
        }
    }

    private string Location() =>
        $"LOCATION {SqlText.Literal(StorageLocation)}{(StorageCredentialName.Length > 0 ? $" WITH (CREDENTIAL {SqlText.Name(StorageCredentialName)})" : "")}";

    private string Keys() => ClusterKeys is [var only] && only.ToUpperInvariant() is "AUTO" or "NONE"
        ? ClusterKeys[0].ToUpperInvariant()
        : $"({string.Join(',', ClusterKeys.Select(SqlText.Name))})";
}
