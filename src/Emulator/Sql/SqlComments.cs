using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;
using Provisioner.Emulator.UnityCatalog;

namespace Provisioner.Emulator.Sql;

/// <summary>COMMENT ON: catalog, schema, table, view, column.</summary>
internal sealed class SqlComments(ApiCall call, string metastore, Func<IReadOnlyList<string>, int, SecurableName> resolve)
{
    public void Set(CommentOn comment)
    {
        switch (comment.Kind)
        {
            case "COLUMN":
                if (comment.Name.Count < 2) throw new SqlFailure("[PARSE_SYNTAX_ERROR] A column's name needs its table's in front. SQLSTATE: 42601");
                SetColumn(resolve([.. comment.Name.SkipLast(1)], 3), comment.Name[^1], comment.Comment);
                break;
            case "CATALOG":
                SetOn(call.World.Catalogs, resolve(comment.Name, 1), comment.Comment);
                break;
            case "SCHEMA" or "DATABASE":
                SetOn(call.World.Schemas, resolve(comment.Name, 2), comment.Comment);
                break;
            default:
                SetOn(call.World.Tables, resolve(comment.Name, 3), comment.Comment);
                break;
        }
    }

    private void SetOn(Table table, SecurableName name, string? comment)
    {
        if (!table.Has(name.Key(metastore))) throw SqlFailure.NoTable(name.Quoted);
        table.Change(name.Key(metastore), row => Comment(row, comment), row => UnityObjects.Stamp(call.World, row, call.Caller.Name));
    }

    private void SetColumn(SecurableName name, string column, string? comment)
    {
        var table = call.World.Tables.Find(name.Key(metastore)) ?? throw SqlFailure.NoTable(name.Quoted);
        var columns = table.Items("columns");
        if (!columns.Any(c => Same(c, column))) throw SqlFailure.NoColumn(column, columns.Select(c => c.RequiredText("name")));
        call.World.Tables.Change(
            name.Key(metastore),
            row => row["columns"] = columns.Select((c, i) => Same(c, column) ? Columns.Copy(c, c.RequiredText("name"), i, comment, c.Flag("nullable") ?? true) : c).ToJsonArray(),
            row => UnityObjects.Stamp(call.World, row, call.Caller.Name));
    }

    private static bool Same(JsonObject column, string name) => string.Equals(column.Text("name"), name, StringComparison.OrdinalIgnoreCase);

    private static void Comment(JsonObject row, string? comment)
    {
        if (comment is null) row.Remove("comment");
        else row["comment"] = comment;
    }
}
