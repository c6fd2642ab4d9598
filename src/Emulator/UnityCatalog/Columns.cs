using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioner.Emulator.UnityCatalog;

/// <summary>Columns as the tables API returns them.</summary>
internal static class Columns
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject New(string name, ColumnType type, int position, string? comment, bool nullable)
    {
        var column = new JsonObject
        {
            ["name"] = name,
            ["type_text"] = type.Text,
            ["type_name"] = type.Name,
            ["position"] = position,
            ["nullable"] = nullable,
            ["type_json"] = TypeJson(name, type, comment, nullable),
            ["type_precision"] = type.Precision,
            ["type_scale"] = type.Scale,
        };
        if (comment is not null) column["comment"] = comment;
        return column;
    }

    /// <summary>The same column at another place, under another name or with another comment.</summary>
    public static JsonObject Copy(JsonObject column, string name, int position, string? comment, bool nullable) =>
        New(name, ColumnType.Parse(column["type_text"]!.GetValue<string>()), position, comment, nullable);

    private static string TypeJson(string name, ColumnType type, string? comment, bool nullable)
    {
        var metadata = new JsonObject();
        if (comment is not null) metadata["comment"] = comment;
        return new JsonObject { ["name"] = name, ["type"] = type.Json(), ["nullable"] = nullable, ["metadata"] = metadata }.ToJsonString(Relaxed);
    }
}
