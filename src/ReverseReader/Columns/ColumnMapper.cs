namespace Provisioner.ReverseReader.Columns;

/// <summary>Turns live columns into the columns of a data contract.</summary>
public static class ColumnMapper
{
    // Unity Catalog's SQL type name → OpenMetadata's dataType. TIMESTAMP_NTZ becomes TIMESTAMPZ, as Witboost's own adapter for
    // Databricks has it, so that existing contracts keep their types.
    private static readonly Dictionary<string, string> Scalars = new(StringComparer.Ordinal)
    {
        ["BIGINT"] = "BIGINT", ["LONG"] = "BIGINT", ["INT"] = "INT", ["INTEGER"] = "INT", ["SMALLINT"] = "SMALLINT", ["SHORT"] = "SMALLINT",
        ["TINYINT"] = "TINYINT", ["BYTE"] = "TINYINT", ["FLOAT"] = "FLOAT", ["REAL"] = "FLOAT", ["DOUBLE"] = "DOUBLE",
        ["DECIMAL"] = "DECIMAL", ["DEC"] = "DECIMAL", ["NUMERIC"] = "DECIMAL", ["BOOLEAN"] = "BOOLEAN", ["BINARY"] = "BINARY",
        ["STRING"] = "STRING", ["VARCHAR"] = "VARCHAR", ["CHAR"] = "CHAR", ["DATE"] = "DATE", ["TIMESTAMP"] = "TIMESTAMP",
        ["TIMESTAMP_NTZ"] = "TIMESTAMPZ", ["INTERVAL"] = "INTERVAL", ["VARIANT"] = "VARIANT", ["GEOGRAPHY"] = "GEOGRAPHY",
        ["GEOMETRY"] = "GEOMETRY", ["VOID"] = "NULL", ["NULL"] = "NULL",
    };

    private const int DefaultDecimalPrecision = 10;

    /// <summary>All columns, or a sentence for each one whose type has no counterpart.</summary>
    public static ColumnMapping Map(IEnumerable<LiveColumn> columns, IReadOnlyCollection<string> primaryKey)
    {
        var mapped = new List<OpenMetadataColumn>();
        var problems = new List<string>();
        foreach (var column in columns)
        {
            // Unity Catalog keeps names in lower case and compares them without regard to case.
            var constraint = primaryKey.Contains(column.Name, StringComparer.OrdinalIgnoreCase) ? "PRIMARY_KEY" : column.Nullable ? null : "NOT_NULL";
            if (SqlTypeParser.Parse(column.TypeText) is { } type && Column(column.Name, type, column.TypeText, column.Comment, constraint) is { } result)
                mapped.Add(result);
            else
                problems.Add($"column '{column.Name}': the type '{column.TypeText}' has no counterpart in OpenMetadata.");
        }

        return new ColumnMapping(mapped, problems);
    }

    private static OpenMetadataColumn? Column(string name, SqlType type, string typeText, string? comment, string? constraint)
    {
        var column = new OpenMetadataColumn { Name = name, DataType = "", Description = string.IsNullOrEmpty(comment) ? typeText : comment, Constraint = constraint };
        return type switch
        {
            ScalarType scalar => Scalar(column, scalar),
            MapType map when IsMappable(map.Key) && IsMappable(map.Value) => column with { DataType = "MAP", DataTypeDisplay = typeText },
            StructType structure => Children(structure) is { } children ? column with { DataType = "STRUCT", DataTypeDisplay = typeText, Children = children } : null,
            ArrayType { Element: StructType structure } =>
                Children(structure) is { } children ? column with { DataType = "ARRAY", DataTypeDisplay = typeText, ArrayDataType = "STRUCT", Children = children } : null,
            ArrayType array => TypeName(array.Element) is { } element && IsMappable(array.Element)
                ? column with { DataType = "ARRAY", DataTypeDisplay = typeText, ArrayDataType = element }
                : null,
            _ => null,
        };
    }

    private static OpenMetadataColumn? Scalar(OpenMetadataColumn column, ScalarType scalar)
    {
        if (!Scalars.TryGetValue(scalar.Name, out var dataType))
            return null;
        column = column with { DataType = dataType };
        return dataType switch
        {
            "DECIMAL" => column with
            {
                Precision = scalar.Parameters is [var precision, ..] ? precision : DefaultDecimalPrecision,
                Scale = scalar.Parameters is [_, var scale, ..] ? scale : 0,
            },
            "VARCHAR" or "CHAR" when scalar.Parameters is [var length] => column with { DataLength = length },
            _ => column,
        };
    }

    private static List<OpenMetadataColumn>? Children(StructType structure)
    {
        var children = new List<OpenMetadataColumn>(structure.Fields.Length);
        foreach (var field in structure.Fields)
        {
            if (Column(field.Name, field.Type, field.TypeText, field.Comment, field.Nullable ? null : "NOT_NULL") is not { } child)
                return null;
            children.Add(child);
        }

        return children;
    }

    private static string? TypeName(SqlType type) => type switch
    {
        ScalarType scalar => Scalars.GetValueOrDefault(scalar.Name),
        ArrayType => "ARRAY",
        MapType => "MAP",
        StructType => "STRUCT",
        _ => null,
    };

    private static bool IsMappable(SqlType type) => type switch
    {
        ScalarType scalar => Scalars.ContainsKey(scalar.Name),
        ArrayType array => IsMappable(array.Element),
        MapType map => IsMappable(map.Key) && IsMappable(map.Value),
        StructType structure => structure.Fields.All(field => IsMappable(field.Type)),
        _ => false,
    };
}

/// <summary>The mapped columns; with <paramref name="Problems"/> there is no result to use.</summary>
public sealed record ColumnMapping(IReadOnlyList<OpenMetadataColumn> Columns, IReadOnlyList<string> Problems);
