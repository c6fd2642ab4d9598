using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.Sql;

public sealed class StatementsApiTests
{
    private const string Seed = """
        schemas: [ { fullName: c.s } ]
        tables:
          - fullName: c.s.t
            columns: [ { name: id, type: bigint, nullable: false, comment: key }, { name: name, type: string }, { name: "wei`rd; --", type: int } ]
        everyWorkspace: { warehouses: [ { name: w, id: wh } ] }
        """;

    [Fact]
    public async Task CreateView_WithColumns_TakesTheirTypesFromTheSource()
    {
        await using var emulator = await EmulatorClient.StartAsync(Seed);
        await RunAsync(emulator, "CREATE VIEW `c`.`s`.`v` (`id`  COMMENT 'the id\\'s', `other name`  COMMENT '')\nCOMMENT 'it\\'s; -- a view'\nAS SELECT `id`, `name` FROM `c`.`s`.`t`;");
        var view = await ViewAsync(emulator);
        Assert.Equal("VIEW it's; -- a view", $"{view["table_type"]} {view["comment"]}");
        Assert.Equal("SELECT `id`, `name` FROM `c`.`s`.`t`", view["view_definition"]!.ToString());
        Assert.Equal(["id bigint the id's", "other name string "], view["columns"]!.AsArray().Select(c => $"{c!["name"]} {c["type_text"]} {c["comment"]}"));
        Assert.Equal("c.s.t", view["view_dependencies"]!["dependencies"]![0]!["table"]!["table_full_name"]!.ToString());
    }

    [Theory]
    [InlineData("SELECT * FROM c.s.t", "id:bigint,name:string,wei`rd; --:int")]
    [InlineData("SELECT `wei``rd; --` AS plain, id FROM c.s.t", "plain:int,id:bigint")]
    [InlineData("SELECT CAST(id AS DECIMAL(10,2)) AS d, x.name n FROM c.s.t AS x WHERE id > 3 AND name = 'a;b'", "d:decimal(10,2),n:string")]
    [InlineData("select ID from C.S.T -- comment\n", "ID:bigint")]
    [InlineData("SELECT id /* not, this */ FROM `c`.`s`.`t` LIMIT 3", "id:bigint")]
    public async Task CreateView_OfAQuery_HasItsColumns(string query, string columns)
    {
        await using var emulator = await EmulatorClient.StartAsync(Seed);
        await RunAsync(emulator, "CREATE OR REPLACE VIEW c.s.v AS " + query);
        Assert.Equal(columns, string.Join(',', (await ViewAsync(emulator))["columns"]!.AsArray().Select(c => $"{c!["name"]}:{c["type_text"]}")));
    }

    [Theory]
    [InlineData("CREATE VIEW c.s.v AS SELECT nope FROM c.s.t", "[UNRESOLVED_COLUMN.WITH_SUGGESTION]")]
    [InlineData("CREATE VIEW c.s.v AS SELECT id FROM c.s.nope", "[TABLE_OR_VIEW_NOT_FOUND]")]
    [InlineData("CREATE VIEW c.nope.v AS SELECT id FROM c.s.t", "[SCHEMA_NOT_FOUND]")]
    [InlineData("CREATE VIEW nope.s.v AS SELECT id FROM c.s.t", "[NO_SUCH_CATALOG_EXCEPTION]")]
    [InlineData("CREATE VIEW c.s.t AS SELECT id FROM c.s.t", "[TABLE_OR_VIEW_ALREADY_EXISTS]")]
    [InlineData("CREATE VIEW c.s.v (a, b) AS SELECT id FROM c.s.t", "[CREATE_VIEW_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS]")]
    [InlineData("CREATE VIEW c.s.v AS SELECT id, ID FROM c.s.t", "[COLUMN_ALREADY_EXISTS]")]
    [InlineData("CREATE VIEW c.s.v SELECT id FROM c.s.t", "Syntax error at or near 'SELECT'")]
    [InlineData("CREATE VIEW c.s.v AS SELECT id FROM c.s.t; DROP TABLE c.s.t", "Syntax error at or near 'DROP'")]
    [InlineData("DROP VIEW c.s.nope", "[TABLE_OR_VIEW_NOT_FOUND]")]
    [InlineData("DROP VIEW c.s.t", "[WRONG_COMMAND_FOR_OBJECT_TYPE]")]
    [InlineData("ALTER VIEW c.s.t AS SELECT id FROM c.s.t", "[EXPECT_VIEW_NOT_TABLE")]
    [InlineData("COMMENT ON COLUMN c.s.t.nope IS 'x'", "[UNRESOLVED_COLUMN")]
    [InlineData("INSERT INTO c.s.t VALUES (1)", "does not run statements with INSERT")]
    [InlineData("SELECT id FROM c.s.t JOIN c.s.u", "does not run statements with JOIN")]
    [InlineData("CREATE VIEW c.s.v AS SELECT `id FROM c.s.t", "[PARSE_SYNTAX_ERROR]")]
    [InlineData("   ", "Syntax error at or near end of input")]
    [InlineData("banana", "Syntax error at or near 'banana'")]
    public async Task Statement_Wrong_EndsFailedAndChangesNothing(string sql, string says)
    {
        await using var emulator = await EmulatorClient.StartAsync(Seed);
        var answer = await ExecuteAsync(emulator, sql);
        Assert.Equal((200, "FAILED"), (answer.Status, answer["status"]!["state"]!.ToString()));
        Assert.Contains(says, answer["status"]!["error"]!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        Assert.Single(await emulator.StateAsync("tables"));
    }

    [Fact]
    public async Task View_AlteredCommentedDropped_LikeTheProviderDoes()
    {
        await using var emulator = await EmulatorClient.StartAsync(Seed);
        await RunAsync(emulator, "CREATE VIEW c.s.v (id COMMENT 'a', name COMMENT 'b') COMMENT 'v' AS SELECT id, name FROM c.s.t");
        await emulator.SendAsync("PATCH", "/api/2.1/unity-catalog/permissions/table/c.s.v", """{"changes":[{"principal":"Developers","add":["SELECT"]}]}""");
        Assert.Equal("INVALID_PARAMETER_VALUE", (await emulator.SendAsync("PATCH", "/api/2.1/unity-catalog/permissions/table/c.s.v", """{"changes":[{"principal":"Developers","add":["MODIFY"]}]}""")).ErrorCode);
        await RunAsync(emulator, "ALTER VIEW `c`.`s`.`v` AS SELECT `id` FROM `c`.`s`.`t`");
        var column = Assert.Single((await ViewAsync(emulator))["columns"]!.AsArray())!;
        Assert.Equal("id a", $"{column["name"]} {column["comment"]}");
        await RunAsync(emulator, "COMMENT ON COLUMN `c`.`s`.`v`.`id` IS 'x'");
        await RunAsync(emulator, "COMMENT ON VIEW c.s.v IS 'new'");
        var view = await ViewAsync(emulator);
        Assert.Equal("x new", $"{view["columns"]![0]!["comment"]} {view["comment"]}");
        await RunAsync(emulator, "COMMENT ON TABLE c.s.v IS NULL");
        Assert.Null((await ViewAsync(emulator))["comment"]);
        await RunAsync(emulator, "COMMENT ON SCHEMA c.s IS \"double\"");
        var refused = await ExecuteAsync(emulator, "ALTER VIEW `c`.`s`.`v` DROP COLUMN IF EXISTS (`id`)");
        Assert.Contains("near 'DROP'", refused["status"]!["error"]!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Single(await emulator.StateAsync("grants"));
        await RunAsync(emulator, "DROP VIEW c.s.v");
        Assert.Empty(await emulator.StateAsync("grants"));
        await RunAsync(emulator, "DROP VIEW IF EXISTS c.s.v");
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Statement_Done_CanBeAskedFor()
    {
        await using var emulator = await EmulatorClient.StartAsync(Seed);
        var done = await ExecuteAsync(emulator, "SELECT id FROM c.s.t");
        Assert.Equal("id", done["manifest"]!["schema"]!["columns"]![0]!["name"]!.ToString());
        Assert.Equal("SUCCEEDED", (await emulator.GetAsync($"/api/2.0/sql/statements/{done["statement_id"]}"))["status"]!["state"]!.ToString());
        Assert.Equal(404, (await emulator.GetAsync("/api/2.0/sql/statements/none")).Status);
    }

    [Theory]
    [InlineData("""{"statement":"SELECT id FROM c.s.t"}""", 400)]
    [InlineData("""{"warehouse_id":"none","statement":"SELECT id FROM c.s.t"}""", 404)]
    [InlineData("""{"warehouse_id":"wh","statement":"SELECT id FROM c.s.t","wait_timeout":"60s"}""", 400)]
    [InlineData("""{"warehouse_id":"wh"}""", 400)]
    public async Task Request_Wrong_IsRefused(string body, int status)
    {
        await using var emulator = await EmulatorClient.StartAsync(Seed);
        Assert.Equal(status, (await emulator.PostAsync("/api/2.0/sql/statements", body)).Status);
    }

    [Fact]
    public async Task Names_Incomplete_AreCompletedByTheRequest()
    {
        await using var emulator = await EmulatorClient.StartAsync(Seed);
        var body = new JsonObject { ["warehouse_id"] = "wh", ["catalog"] = "c", ["schema"] = "s", ["statement"] = "CREATE VIEW IF NOT EXISTS v AS SELECT id FROM s.t" };
        Assert.Equal("SUCCEEDED", (await emulator.PostAsync("/api/2.0/sql/statements", body.ToJsonString()))["status"]!["state"]!.ToString());
        Assert.Equal(200, (await emulator.GetAsync("/api/2.1/unity-catalog/tables/c.s.v")).Status);
    }

    private static async Task RunAsync(EmulatorClient emulator, string sql)
    {
        var answer = await ExecuteAsync(emulator, sql);
        Assert.True(answer["status"]!["state"]!.ToString() == "SUCCEEDED", answer.Text);
    }

    private static Task<EmulatorClient.Answer> ExecuteAsync(EmulatorClient emulator, string sql) =>
        emulator.PostAsync("/api/2.0/sql/statements", new JsonObject { ["warehouse_id"] = "wh", ["statement"] = sql, ["wait_timeout"] = "50s", ["on_wait_timeout"] = "CANCEL" }.ToJsonString());

    private static async Task<JsonNode> ViewAsync(EmulatorClient emulator) => (await emulator.GetAsync("/api/2.1/unity-catalog/tables/c.s.v")).Body!;
}
