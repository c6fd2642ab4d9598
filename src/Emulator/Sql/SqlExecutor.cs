using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.UnityCatalog;

namespace Provisioner.Emulator.Sql;

/// <summary>Runs a statement against Unity Catalog. A view's columns, with their types, come from the table that it selects.</summary>
internal sealed class SqlExecutor(ApiCall call, string sql)
{
    private readonly string _metastore = call.Metastore();

    /// <summary>The columns of the result; only a query has some.</summary>
    public JsonArray Run()
    {
        switch (SqlParser.Parse(sql))
        {
            case CreateView create:
                Create(create);
                break;
            case AlterViewAs alter:
                Alter(alter);
                break;
            case DropStatement drop:
                Drop(drop);
                break;
            case CommentOn comment:
                new SqlComments(call, _metastore, Resolve).Set(comment);
                break;
            case SelectStatement select:
                return Derive(select.Query, []);
        }

        return [];
    }

    private void Create(CreateView create)
    {
        var name = Resolve(create.Name, 3);
        CheckParents(name);
        try
        {
            UnityCall.NewName(name.Leaf);
        }
        catch (ApiRefusal refusal)
        {
            throw new SqlFailure($"[INVALID_PARAMETER_VALUE] {refusal.Message}");
        }

        var key = name.Key(_metastore);
        var old = call.World.Tables.Find(key);
        if (old is not null && create.IfNotExists) return;
        if (old is not null && (!create.OrReplace || old.Text("table_type") != "VIEW"))
            throw new SqlFailure($"[TABLE_OR_VIEW_ALREADY_EXISTS] Cannot create table or view {name.Quoted} because it already exists. Choose a different name, drop or replace the existing object, or add the IF NOT EXISTS clause to tolerate pre-existing objects. SQLSTATE: 42P07");
        var view = UnityObjects.NewTable(call.World, _metastore, name, "VIEW", Derive(create.Query, create.Columns), create.Comment, call.Caller.Name);
        Define(view, create.Query);
        if (old is not null) view.Take(old, "table_id", "created_at", "created_by", "owner");
        call.World.Tables.Put(key, view);
    }

    private void Alter(AlterViewAs alter)
    {
        var name = Resolve(alter.Name, 3);
        var old = View(name, "ALTER VIEW ... AS");
        IEnumerable<JsonObject> commented = call.World.AlteredViewsKeepComments ? old.Items("columns") : [];
        var comments = commented.ToDictionary(c => c.RequiredText("name"), c => c.Text("comment"), StringComparer.OrdinalIgnoreCase);
        var columns = Derive(alter.Query, []);
        var kept = columns.OfType<JsonObject>().Select((c, i) => Columns.Copy(c, c.RequiredText("name"), i, comments.GetValueOrDefault(c.RequiredText("name")), c.Flag("nullable") ?? true)).ToJsonArray();
        call.World.Tables.Change(
            name.Key(_metastore),
            view =>
            {
                view["columns"] = kept;
                Define(view, alter.Query);
            },
            view => UnityObjects.Stamp(call.World, view, call.Caller.Name));
    }

    private void Drop(DropStatement drop)
    {
        var name = Resolve(drop.Name, 3);
        if (call.World.Tables.Find(name.Key(_metastore)) is not { } found)
        {
            if (drop.IfExists) return;
            throw SqlFailure.NoTable(name.Quoted);
        }

        if ((found.Text("table_type") == "VIEW") != (drop.Kind == "VIEW"))
            throw new SqlFailure($"[WRONG_COMMAND_FOR_OBJECT_TYPE] The operation DROP {drop.Kind} requires a {(drop.Kind == "VIEW" ? "VIEW" : "MANAGED or EXTERNAL")}. But {name.Quoted} is a {found.Text("table_type")}. SQLSTATE: 42809");
        TablesApi.Remove(call.World, _metastore, name);
    }

    /// <summary>The columns of a query, named and commented by <paramref name="named"/> if that is not empty.</summary>
    private JsonArray Derive(SelectQuery query, IReadOnlyList<ViewColumn> named)
    {
        var source = Resolve(query.From, 3);
        var table = call.World.Tables.Find(source.Key(_metastore)) ?? throw SqlFailure.NoTable(source.Quoted);
        var known = table.Items("columns");
        var selected = new List<(string Name, JsonObject Column)>();
        foreach (var item in query.Items)
        {
            if (item is null) selected.AddRange(known.Select(c => (c.RequiredText("name"), c)));
            else selected.Add(Select(item, known));
        }

        if (named.Count > 0 && named.Count != selected.Count)
        {
            var few = named.Count > selected.Count;
            throw new SqlFailure($"[CREATE_VIEW_COLUMN_ARITY_MISMATCH.{(few ? "NOT_ENOUGH" : "TOO_MANY")}_DATA_COLUMNS] Cannot create view, the reason is {(few ? "not enough" : "too many")} data columns: {named.Count} view columns, {selected.Count} data columns. SQLSTATE: 21S01");
        }

        var names = selected.Select((s, i) => named.Count > 0 ? named[i].Name : s.Name).ToList();
        if (names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new SqlFailure($"[COLUMN_ALREADY_EXISTS] The column `{twice.Key}` already exists. Choose another name or rename the existing column. SQLSTATE: 42711");
        return selected.Select((s, i) => Columns.Copy(s.Column, names[i], i, named.Count > 0 ? named[i].Comment : null, s.Column.Flag("nullable") ?? true)).ToJsonArray();
    }

    private static (string Name, JsonObject Column) Select(SelectItem item, IReadOnlyList<JsonObject> known)
    {
        var wanted = item.Column[^1];
        var column = known.FirstOrDefault(c => string.Equals(c.Text("name"), wanted, StringComparison.OrdinalIgnoreCase)) ?? throw SqlFailure.NoColumn(wanted, known.Select(c => c.RequiredText("name")));
        if (item.CastTo is null) return (item.Alias ?? wanted, column);
        try
        {
            return (item.Alias ?? wanted, Columns.New(wanted, ColumnType.Parse(item.CastTo), 0, null, true));
        }
        catch (ApiRefusal refusal)
        {
            throw new SqlFailure(refusal.Message);
        }
    }

    private void Define(JsonObject view, SelectQuery query)
    {
        view["view_definition"] = sql[query.Start..query.End];
        view["view_dependencies"] = new JsonObject { ["dependencies"] = new JsonArray(new JsonObject { ["table"] = new JsonObject { ["table_full_name"] = Resolve(query.From, 3).Full } }) };
    }

    private JsonObject View(SecurableName name, string operation)
    {
        var found = call.World.Tables.Find(name.Key(_metastore)) ?? throw SqlFailure.NoTable(name.Quoted);
        return found.Text("table_type") == "VIEW" ? found
            : throw new SqlFailure($"[EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE] The table {name.Quoted} does not support {operation}. SQLSTATE: 42809");
    }

    private void CheckParents(SecurableName name)
    {
        if (!call.World.Catalogs.Has(SecurableName.Of(name.Parts[0]).Key(_metastore))) throw new SqlFailure($"[NO_SUCH_CATALOG_EXCEPTION] Catalog '{name.Parts[0]}' was not found. Please verify the catalog name and then retry the query or command again. SQLSTATE: 42704");
        if (!call.World.Schemas.Has(name.Parent.Key(_metastore))) throw new SqlFailure($"[SCHEMA_NOT_FOUND] The schema {name.Parent.Quoted} cannot be found. Verify the spelling and correctness of the schema and catalog. SQLSTATE: 42704");
    }

    /// <summary>A full name; missing parts in front come from the request's catalog and schema.</summary>
    private SecurableName Resolve(IReadOnlyList<string> parts, int count)
    {
        if (parts.Count > count) throw new SqlFailure($"[PARSE_SYNTAX_ERROR] '{string.Join('.', parts)}' has too many parts. SQLSTATE: 42601");
        string[] usual = [call.Body.Text("catalog") ?? call.World.MetastoreAssignments.Find(call.Workspace.Key)?.Text("default_catalog_name") ?? "hive_metastore", call.Body.Text("schema") ?? "default"];
        return SecurableName.Of(usual.Take(count - parts.Count).Concat(parts));
    }
}
