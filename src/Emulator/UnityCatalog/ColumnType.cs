using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>A column's type: its text in SQL (lower case), the API's name for it, precision and scale (zero where they mean nothing).</summary>
internal sealed record ColumnType(string Text, string Name, int Precision, int Scale)
{
    private static readonly Dictionary<string, string> Simple = new(StringComparer.Ordinal)
    {
        ["string"] = "STRING", ["int"] = "INT", ["integer"] = "INT", ["bigint"] = "LONG", ["long"] = "LONG", ["smallint"] = "SHORT", ["short"] = "SHORT",
        ["tinyint"] = "BYTE", ["byte"] = "BYTE", ["boolean"] = "BOOLEAN", ["float"] = "FLOAT", ["real"] = "FLOAT", ["double"] = "DOUBLE", ["date"] = "DATE",
        ["timestamp"] = "TIMESTAMP", ["timestamp_ntz"] = "TIMESTAMP_NTZ", ["binary"] = "BINARY", ["variant"] = "VARIANT", ["void"] = "NULL", ["interval"] = "INTERVAL",
    };

    private static readonly Dictionary<string, string> Canonical = new(StringComparer.Ordinal)
    {
        ["integer"] = "int", ["long"] = "bigint", ["short"] = "smallint", ["byte"] = "tinyint", ["real"] = "float",
    };

    /// <summary>Reads a type as SQL writes it: <c>DECIMAL(10,2)</c>, <c>ARRAY&lt;STRING&gt;</c>, <c>STRUCT&lt;a: INT, b: STRING&gt;</c>, <c>VARCHAR(20)</c>.</summary>
    public static ColumnType Parse(string text)
    {
        var type = text.Trim();
        var lower = type.ToLowerInvariant();
        if (Simple.TryGetValue(lower, out var name)) return new ColumnType(Canonical.GetValueOrDefault(lower, lower), name, 0, 0);
        var open = lower.IndexOfAny(['(', '<']);
        if (open > 0 && lower[^1] == (lower[open] == '(' ? ')' : '>'))
        {
            var inner = type[(open + 1)..^1];
            switch (lower[..open].Trim())
            {
                case "decimal" or "numeric" or "dec":
                    var numbers = inner.Split(',');
                    var (precision, scale) = (Number(text, numbers[0]), numbers.Length > 1 ? Number(text, numbers[1]) : 0);
                    return new ColumnType(string.Create(CultureInfo.InvariantCulture, $"decimal({precision},{scale})"), "DECIMAL", precision, scale);
                case "varchar":
                    return new ColumnType(string.Create(CultureInfo.InvariantCulture, $"varchar({Number(text, inner)})"), "STRING", 0, 0);
                case "char":
                    return new ColumnType(string.Create(CultureInfo.InvariantCulture, $"char({Number(text, inner)})"), "STRING", 0, 0);
                case "array":
                    return new ColumnType($"array<{Parse(inner).Text}>", "ARRAY", 0, 0);
                case "map":
                    var pair = TypeParts.Split(inner);
                    if (pair.Count == 2) return new ColumnType($"map<{Parse(pair[0]).Text},{Parse(pair[1]).Text}>", "MAP", 0, 0);
                    break;
                case "struct":
                    var fields = TypeParts.Split(inner).Select(TypeParts.Field).ToList();
                    return new ColumnType($"struct<{string.Join(',', fields.Select(f => f.Quoted + ":" + Parse(f.Type).Text))}>", "STRUCT", 0, 0);
            }
        }

        if (lower is "decimal" or "numeric" or "dec") return new ColumnType("decimal(10,0)", "DECIMAL", 10, 0);
        if (lower.StartsWith("interval ", StringComparison.Ordinal)) return new ColumnType(lower, "INTERVAL", 0, 0);
        throw ApiRefusal.Invalid($"[UNSUPPORTED_DATATYPE] Unsupported data type \"{text}\".");
    }

    /// <summary>The type in Spark's JSON form.</summary>
    public JsonNode Json()
    {
        var open = Text.IndexOf('<', StringComparison.Ordinal);
        var inner = open > 0 ? Text[(open + 1)..^1] : "";
        switch (Name)
        {
            case "ARRAY":
                return new JsonObject { ["type"] = "array", ["elementType"] = Parse(inner).Json(), ["containsNull"] = true };
            case "MAP":
                var pair = TypeParts.Split(inner);
                return new JsonObject { ["type"] = "map", ["keyType"] = Parse(pair[0]).Json(), ["valueType"] = Parse(pair[1]).Json(), ["valueContainsNull"] = true };
            case "STRUCT":
                var fields = new JsonArray();
                foreach (var field in TypeParts.Split(inner).Select(TypeParts.Field))
                {
                    fields.Add(new JsonObject { ["name"] = field.Name, ["type"] = Parse(field.Type).Json(), ["nullable"] = true, ["metadata"] = new JsonObject() });
                }

                return new JsonObject { ["type"] = "struct", ["fields"] = fields };
            default:
                return JsonValue.Create(Text switch { "int" => "integer", "bigint" => "long", "smallint" => "short", "tinyint" => "byte", _ => Text });
        }
    }

    private static int Number(string type, string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ApiRefusal.Invalid($"[PARSE_SYNTAX_ERROR] '{text}' in \"{type}\" is no number.");
}
