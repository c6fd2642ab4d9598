using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Tests.UnityCatalog;

public sealed class UnityCatalogTests
{
    private const string Unity = "/api/2.1/unity-catalog";

    [Fact]
    public async Task Catalog_New_HasItsOwnSchemas()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.PostAsync(Unity + "/catalogs", """{"name":"Sales_1","comment":"c"}""");
        Assert.Equal("sales_1 MANAGED_CATALOG deploy@company.com", $"{made["name"]} {made["catalog_type"]} {made["owner"]}");
        Assert.Equal("CATALOG_ALREADY_EXISTS", (await emulator.PostAsync(Unity + "/catalogs", """{"name":"SALES_1"}""")).ErrorCode);
        var schemas = (await emulator.GetAsync(Unity + "/schemas?catalog_name=sales_1"))["schemas"]!.AsArray();
        Assert.Equal(["default", "information_schema"], schemas.Select(s => s!["name"]!.ToString()));
        Assert.Equal(200, (await emulator.SendAsync("DELETE", Unity + "/schemas/sales_1.default")).Status);
        Assert.Equal(403, (await emulator.SendAsync("DELETE", Unity + "/schemas/sales_1.information_schema")).Status);
        await emulator.PostAsync(Unity + "/schemas", """{"catalog_name":"sales_1","name":"s"}""");
        Assert.Equal("SCHEMA_ALREADY_EXISTS", (await emulator.PostAsync(Unity + "/schemas", """{"catalog_name":"sales_1","name":"S"}""")).ErrorCode);
        Assert.Equal("INVALID_STATE", (await emulator.SendAsync("DELETE", Unity + "/catalogs/sales_1")).ErrorCode);
        Assert.Equal(200, (await emulator.SendAsync("DELETE", Unity + "/catalogs/sales_1?force=true")).Status);
        Assert.Empty(await emulator.StateAsync("schemas"));
    }

    [Fact]
    public async Task Catalog_Isolated_IsForTheWorkspacesThatAreBoundToIt()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync(Unity + "/catalogs", """{"name":"c"}""");
        await emulator.SendAsync("PATCH", Unity + "/catalogs/c", """{"isolation_mode":"ISOLATED"}""");
        Assert.Equal("PERMISSION_DENIED", (await emulator.GetAsync(Unity + "/catalogs/c")).ErrorCode);

        var bound = await emulator.SendAsync("PATCH", Unity + "/bindings/catalog/c", """{"add":[{"workspace_id":4242,"binding_type":"BINDING_TYPE_READ_WRITE"}]}""");
        Assert.Equal("""[{"workspace_id":4242,"binding_type":"BINDING_TYPE_READ_WRITE"}]""", bound["bindings"]!.ToJsonString());
        Assert.Equal("ISOLATED", (await emulator.GetAsync(Unity + "/catalogs/c"))["isolation_mode"]!.ToString());

        Assert.Equal("[]", (await emulator.SendAsync("PATCH", Unity + "/workspace-bindings/catalogs/c", """{"unassign_workspaces":[4242]}"""))["workspaces"]!.ToJsonString());
        Assert.Equal(403, (await emulator.GetAsync(Unity + "/schemas?catalog_name=c")).Status);
        Assert.Equal(404, (await emulator.SendAsync("PATCH", Unity + "/bindings/catalog/c", """{"add":[{"workspace_id":7}]}""")).Status);
    }

    [Fact]
    public async Task Catalog_SameUpdateTwice_ChangesOnce()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync(Unity + "/catalogs", """{"name":"c"}""");
        await emulator.SendAsync("PATCH", Unity + "/catalogs/c", """{"comment":"new"}""");
        Assert.True((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
        await emulator.SendAsync("PATCH", Unity + "/catalogs/c", """{"comment":"new"}""");
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("/catalogs/x", "CATALOG_DOES_NOT_EXIST")]
    [InlineData("/schemas/x.y", "CATALOG_DOES_NOT_EXIST")]
    [InlineData("/schemas/c.y", "SCHEMA_DOES_NOT_EXIST")]
    [InlineData("/tables/c.s.y", "TABLE_DOES_NOT_EXIST")]
    [InlineData("/permissions/table/c.s.y", "TABLE_DOES_NOT_EXIST")]
    [InlineData("/permissions/volume/c.s.v", "INVALID_PARAMETER_VALUE")]
    [InlineData("/tables/only.two", "INVALID_PARAMETER_VALUE")]
    public async Task Get_Missing_SaysWhatIsMissing(string path, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync("schemas: [ { fullName: c.s } ]");
        Assert.Equal(code, (await emulator.GetAsync(Unity + path)).ErrorCode);
    }

    [Theory]
    [InlineData("has.dot")]
    [InlineData("has space")]
    [InlineData("has/slash")]
    [InlineData("has\\ttab")]
    public async Task Catalog_NameWrong_IsRefused(string name)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        Assert.Equal("INVALID_PARAMETER_VALUE", (await emulator.PostAsync(Unity + "/catalogs", $$"""{"name":"{{name}}"}""")).ErrorCode);
    }

    [Fact]
    public async Task Tables_Many_ComeInPages()
    {
        await using var emulator = await EmulatorClient.StartAsync("tables: [" + string.Join(',', Enumerable.Range(0, 5).Select(i => $"{{fullName: c.s.t{i}, columns: [{{name: a, type: int}}]}}")) + "]");
        var first = await emulator.GetAsync(Unity + "/tables?catalog_name=c&schema_name=s&max_results=2&omit_columns=true");
        Assert.Equal(["t0", "t1"], first["tables"]!.AsArray().Select(t => t!["name"]!.ToString()));
        Assert.Null(first["tables"]![0]!["columns"]);
        var second = await emulator.GetAsync($"{Unity}/tables?catalog_name=c&schema_name=s&max_results=2&page_token={first["next_page_token"]}");
        Assert.Equal(["t2", "t3"], second["tables"]!.AsArray().Select(t => t!["name"]!.ToString()));
        Assert.True((await emulator.GetAsync(Unity + "/tables/c.s.t1/exists"))["table_exists"]!.GetValue<bool>());
        Assert.Single((await emulator.GetAsync(Unity + "/table-summaries?catalog_name=c&table_name_pattern=t_"))["tables"]!.AsArray(), t => t!["full_name"]!.ToString() == "c.s.t3");
    }

    [Theory]
    [InlineData("STRING", "string", "STRING", "\"string\"")]
    [InlineData("bigint", "bigint", "LONG", "\"long\"")]
    [InlineData("DECIMAL(10, 2)", "decimal(10,2)", "DECIMAL", "\"decimal(10,2)\"")]
    [InlineData("varchar(20)", "varchar(20)", "STRING", "\"varchar(20)\"")]
    [InlineData("array<struct<a:int,b:map<string,bigint>>>", "array<struct<a:int,b:map<string,bigint>>>", "ARRAY", "{\"type\":\"array\"")]
    public async Task Column_OfAType_IsDescribedInThreeWays(string type, string text, string name, string json)
    {
        await using var emulator = await EmulatorClient.StartAsync(new JsonObject { ["tables"] = new JsonArray(new JsonObject { ["fullName"] = "c.s.t", ["columns"] = new JsonArray(new JsonObject { ["name"] = "a", ["type"] = type, ["nullable"] = false }) }) }.ToJsonString());
        var column = (await emulator.GetAsync(Unity + "/tables/c.s.t"))["columns"]![0]!;
        Assert.Equal((text, name, "false"), (column["type_text"]!.ToString(), column["type_name"]!.ToString(), column["nullable"]!.ToJsonString()));
        Assert.StartsWith(json, JsonNode.Parse(column["type_json"]!.ToString())!["type"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grants_AddedAndTaken_AreShownWithWhatIsInherited()
    {
        await using var emulator = await EmulatorClient.StartAsync("tables: [ { fullName: c.s.t, columns: [ { name: a, type: int } ] } ]");
        await emulator.SendAsync("PATCH", Unity + "/permissions/catalog/c", """{"changes":[{"principal":"developers","add":["USE_CATALOG"]},{"principal":"Developers","add":["USE CATALOG","SELECT"]}]}""");
        Assert.Equal("PRINCIPAL_DOES_NOT_EXIST", (await emulator.SendAsync("PATCH", Unity + "/permissions/catalog/c", """{"changes":[{"principal":"nobody","add":["USE_CATALOG"]}]}""")).ErrorCode);
        Assert.Equal(200, (await emulator.SendAsync("PATCH", Unity + "/permissions/catalog/c", """{"changes":[{"principal":"Developers","add":["USE_CATALOG","SELECT"]}]}""")).Status);
        await emulator.SendAsync("PATCH", Unity + "/permissions/table/c.s.t", """{"changes":[{"principal":"anna.rossi@company.com","add":["SELECT"]},{"principal":"Developers","add":["MODIFY"]}]}""");
        Assert.Equal("INVALID_PARAMETER_VALUE", (await emulator.SendAsync("PATCH", Unity + "/permissions/table/c.s.t", """{"changes":[{"principal":"Developers","add":["USE_CATALOG"]}]}""")).ErrorCode);
        var effective = (await emulator.GetAsync(Unity + "/effective-permissions/table/c.s.t"))["privilege_assignments"]!.AsArray();
        Assert.Equal(
            ["anna.rossi@company.com SELECT", "Developers MODIFY", "Developers SELECT from CATALOG c"],
            effective.SelectMany(a => a!["privileges"]!.AsArray().Select(p => $"{a["principal"]} {p!["privilege"]}{(p["inherited_from_type"] is { } t ? $" from {t} {p["inherited_from_name"]}" : "")}")));
        Assert.Single((await emulator.GetAsync(Unity + "/permissions/table/c.s.t?principal=Developers"))["privilege_assignments"]!.AsArray());
        await emulator.SendAsync("PATCH", Unity + "/permissions/table/c.s.t", """{"changes":[{"principal":"Developers","remove":["MODIFY"]},{"principal":"gone@company.com","remove":["SELECT"]}]}""");
        Assert.Single((await emulator.GetAsync(Unity + "/permissions/table/c.s.t"))["privilege_assignments"]!.AsArray());
        await emulator.SendAsync("PATCH", Unity + "/permissions/catalog/c", """{"changes":[{"principal":"Developers","add":["SELECT"]}]}""");
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Metastore_AssignedAndTakenAway_DecidesWhatAWorkspaceSees()
    {
        await using var emulator = await EmulatorClient.StartAsync("metastores: [ { name: other } ]\nworkspaces: [ { name: w, host: adb-5.5.azuredatabricks.net, metastore: none } ]");
        const string Inside = "http://adb-5.5.azuredatabricks.net" + Unity;
        const string Account = "http://accounts.azuredatabricks.net/api/2.0/accounts/a";
        Assert.Equal("METASTORE_DOES_NOT_EXIST", (await emulator.GetAsync(Inside + "/catalogs")).ErrorCode);
        Assert.Equal(404, (await emulator.GetAsync(Account + "/workspaces/5/metastore")).Status);
        var ids = (await emulator.GetAsync(Account + "/metastores"))["metastores"]!.AsArray().ToDictionary(m => m!["name"]!.ToString(), m => m!["metastore_id"]!.ToString(), StringComparer.Ordinal);
        Assert.Equal(200, (await emulator.SendAsync("PUT", Inside + "/workspaces/5/metastore", $$"""{"metastore_id":"{{ids["other"]}}","default_catalog_name":""}""")).Status);
        Assert.Equal(ids["other"], (await emulator.GetAsync(Inside + "/current-metastore-assignment"))["metastore_id"]!.ToString());
        Assert.Equal("other", (await emulator.GetAsync(Inside + "/metastore_summary"))["name"]!.ToString());
        await emulator.PostAsync(Inside + "/catalogs", """{"name":"mine"}""");
        Assert.Equal(404, (await emulator.GetAsync(Unity + "/catalogs/mine")).Status);
        Assert.Equal(200, (await emulator.SendAsync("PUT", $"{Account}/workspaces/5/metastores/{ids["main-metastore"]}", """{"metastore_assignment":{}}""")).Status);
        Assert.Equal(ids["main-metastore"], (await emulator.GetAsync(Account + "/workspaces/5/metastore"))["metastore_assignment"]!["metastore_id"]!.ToString());
        Assert.Equal(200, (await emulator.SendAsync("DELETE", $"{Inside}/workspaces/5/metastore?metastore_id={ids["main-metastore"]}")).Status);
        Assert.Equal(404, (await emulator.SendAsync("PUT", Inside + "/workspaces/999/metastore", $$"""{"metastore_id":"{{ids["other"]}}"}""")).Status);
    }
}
