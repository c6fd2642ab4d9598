using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Sql;

/// <summary>
/// SQL statements, <c>/api/2.0/sql/statements</c>. A statement is done when the call returns; one that fails is answered with status 200 and state
/// <c>FAILED</c>, as Databricks does.
/// </summary>
internal sealed class StatementsApi : IApi
{
    private const int LongestStatement = 16 << 20;

    public void Map(RouteTable routes)
    {
        routes.Add("POST", "/api/2.0/sql/statements", Surface.Workspace, Execute);
        routes.Add("GET", "/api/2.0/sql/statements/{id}", Surface.Workspace, call => ApiAnswer.Ok(Find(call)));
        routes.Add("POST", "/api/2.0/sql/statements/{id}/cancel", Surface.Workspace, call =>
        {
            Find(call);
            return ApiAnswer.Empty();
        });
    }

    private static ApiAnswer Execute(ApiCall call)
    {
        var warehouse = call.Body.RequiredText("warehouse_id");
        var statement = call.Body.RequiredText("statement");
        if (statement.Length > LongestStatement) throw ApiRefusal.Invalid("The statement is longer than 16 MiB");
        if (!call.Workspace.Warehouses.Has(warehouse)) throw ApiRefusal.Missing($"SQL warehouse {warehouse} does not exist.");
        CheckWait(call.Body.Text("wait_timeout") ?? "10s");
        if (call.Body.Items("parameters").Count > 0) throw ApiRefusal.Invalid("Parameters of statements are not emulated");
        var answer = new JsonObject { ["statement_id"] = Guid.NewGuid().ToString() };
        try
        {
            var columns = new SqlExecutor(call, statement).Run();
            answer["status"] = new JsonObject { ["state"] = "SUCCEEDED" };
            answer["manifest"] = new JsonObject
            {
                ["format"] = call.Body.Text("format") ?? "JSON_ARRAY",
                ["schema"] = new JsonObject { ["column_count"] = columns.Count, ["columns"] = Described(columns) },
                ["total_chunk_count"] = 0, ["total_row_count"] = 0, ["truncated"] = false,
            };
            answer["result"] = new JsonObject { ["chunk_index"] = 0, ["row_offset"] = 0, ["row_count"] = 0, ["data_array"] = new JsonArray() };
        }
        catch (SqlFailure failure)
        {
            answer["status"] = new JsonObject { ["state"] = "FAILED", ["error"] = new JsonObject { ["error_code"] = "BAD_REQUEST", ["message"] = failure.Message } };
        }

        call.Workspace.Statements.Put(answer.RequiredText("statement_id"), answer);
        return ApiAnswer.Ok(answer);
    }

    private static JsonArray Described(JsonArray columns)
    {
        var described = new JsonArray();
        foreach (var column in columns.OfType<JsonObject>())
        {
            described.Add(new JsonObject { ["name"] = column.Text("name"), ["type_text"] = column.Text("type_text")!.ToUpperInvariant(), ["type_name"] = column.Text("type_name"), ["position"] = described.Count });
        }

        return described;
    }

    private static void CheckWait(string wait)
    {
        var valid = wait.EndsWith('s') && int.TryParse(wait.AsSpan(0, wait.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is 0 or (>= 5 and <= 50);
        if (!valid) throw ApiRefusal.Invalid($"Invalid wait_timeout {wait}: it must be 0s or between 5s and 50s");
    }

    private static JsonObject Find(ApiCall call) => call.Workspace.Statements.Find(call.Route["id"]) ?? throw ApiRefusal.Missing($"The statement {call.Route["id"]} was not found.");
}
