using System.Text.Json;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>Names that would do harm if they were ever pasted into SQL, a filter or a path.</summary>
public class HostileNameTests
{
    private const string Hostile = "a'b\"c`d\\e;f%g_h é漢 -- */ DROP TABLE x";

    private static readonly (string Component, string Old, string New, string Field)[] Fields =
    [
        (ProductSample.Job, "jobName: sales_orders_1_ingest-job_development", "jobName: ", "jobName"),
        (ProductSample.Job, "repoPath: orders_1/ingest-job/orders", "repoPath: ", "repoPath"),
        (ProductSample.Job, "runAsPrincipalName:", "runAsPrincipalName: ", "runAsPrincipalName"),
        (ProductSample.Job, "gitPath: notebooks/ingest", "gitPath: ", "gitPath"),
        (ProductSample.Job, "gitReference: main", "gitReference: ", "gitReference"),
        (ProductSample.Pipeline, "pipelineName: sales_orders_1_clean-pipeline_development", "pipelineName: ", "pipelineName"),
        (ProductSample.Pipeline, "catalog: sales_orders_1", "catalog: ", "catalog"),
        (ProductSample.Pipeline, "target: clean", "target: ", "target"),
        (ProductSample.Workflow, "name: sales_orders_1_daily-flow_development", "name: ", "name"),
        (ProductSample.Workflow, "referencedTaskName: sales_orders_1_clean-pipeline_development", "referencedTaskName: ", "workflowTasksInfoList"),
        (ProductSample.Workflow, "referencedClusterName: main-warehouse", "referencedClusterName: ", "workflowTasksInfoList"),
        (ProductSample.View, "catalogNameOP: sales_orders_1", "catalogNameOP: ", "catalogNameOP"),
        (ProductSample.View, "schemaNameOP: published", "schemaNameOP: ", "schemaNameOP"),
        (ProductSample.View, "viewNameOP: orders_view", "viewNameOP: ", "viewNameOP"),
        (ProductSample.View, "tableName: orders", "tableName: ", "tableName"),
        (ProductSample.View, "sqlWarehouseName: main-warehouse", "sqlWarehouseName: ", "sqlWarehouseName"),
        (ProductSample.View, "{ name: customer, dataType", "{ dataType: STRING, name: HOSTILE }\n          - { name: amount2, dataType", "schema"),
        (ProductSample.View, "description: The customer's view of orders", "description: ", "description"),
        (ProductSample.View, "devGroup: group:sales-developers", "devGroup: ", "devGroup"),
        (ProductSample.View, "workspaceOP: sales_orders_1", "workspaceOP: ", "workspaceOP"),
    ];

    [Fact]
    public async Task Provision_HostileNameInAnyField_IsQuotedOrRefusedWithItsPathAndNeverExecuted()
    {
        await using var world = await ProductWorld.StartAsync();
        await world.ProvisionAllAsync();
        var names = new[] { Hostile, new string('x', 250) + "`';--", "../../Shared", "x%" };

        var answers = await Task.WhenAll(Fields.SelectMany(field => names.Select(name => TryAsync(world, field, name))));

        Assert.All(answers, answer => Assert.True(answer.IsGood, $"{answer.Field} = {answer.Name}: {answer.Text}"));
        var tables = (await world.Databricks.ListAsync("tables")).Select(table => (string)table["full_name"]!).ToList();
        Assert.Contains("sales_orders_1.clean.orders", tables);
        Assert.Contains(ProductSample.FullViewName, tables);
        Assert.DoesNotContain(await world.Databricks.ListAsync("objects"), one => ((string)one["path"]!).StartsWith("/Shared/", StringComparison.Ordinal));
    }

    private static async Task<(string Field, string Name, bool IsGood, string Text)> TryAsync(ProductWorld world, (string Component, string Old, string New, string Field) field, string name)
    {
        var quoted = JsonSerializer.Serialize(name);
        var text = ProductSample.Text.Replace(field.Old, field.New.Contains("HOSTILE", StringComparison.Ordinal) ? field.New.Replace("HOSTILE", quoted, StringComparison.Ordinal) : field.New + quoted, StringComparison.Ordinal);
        Assert.NotEqual(ProductSample.Text, text);
        var (status, body) = await world.Service.PostAsync("/v1/provision", ProductSample.Request(field.Component, text));
        if ((int)status == 400)
            return (field.Field, name, body!.ToJsonString().Contains(field.Field, StringComparison.Ordinal), body["errors"]!.ToJsonString());
        var ended = await world.Service.EndedAsync((string)body!);
        var result = (string)ended["result"]!;
        // Accepted and done, or a clear word about what does not exist; never an error of SQL, of a filter or of the program.
        var isGood = (string?)ended["status"] == "COMPLETED"
            || !(result.Contains("unexpectedly", StringComparison.Ordinal) || result.Contains("PARSE_SYNTAX_ERROR", StringComparison.Ordinal) || result.Contains("statement failed", StringComparison.Ordinal));
        return (field.Field, name, isGood, result);
    }
}
