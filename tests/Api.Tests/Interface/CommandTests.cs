using System.Text.Json.Nodes;
using Provisioner.Api.Commands;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Api.Tests.Interface;

public class CommandTests
{
    [Fact]
    public async Task Validate_ValidDriftedInvalidAndUnreadable_ExitCodeOfEach()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var file = await FileAsync(service, "job.yaml", Sample.Descriptor);
        string[] where = ["--emulator", databricks.Server.Address.ToString(), "--data", service.Data];
        Assert.Equal((ExitCodes.Success, "valid"), await RunAsync(["validate", file, .. where]));

        var (_, token) = await service.PostAsync("/v1/provision", Sample.Request());
        await service.EndedAsync($"/v1/provision/{token}/status");
        Assert.Equal((ExitCodes.Success, "valid"), await RunAsync(["validate", file, .. where]));
        var id = (await databricks.ListAsync("jobs", ComponentSamples.Host)).Single()["job_id"]!;
        await databricks.CallAsync("/api/2.1/jobs/update", new JsonObject { ["job_id"] = id.DeepClone(), ["new_settings"] = new JsonObject { ["max_concurrent_runs"] = 7 } });
        var (drifted, words) = await RunAsync(["validate", file, .. where]);
        Assert.Equal(ExitCodes.Changes, drifted);
        Assert.Contains("maxConcurrentRuns: deployed 1, live 7", words, StringComparison.Ordinal);

        var wrong = await FileAsync(service, "wrong.yaml", Sample.Descriptor.Replace("numWorkers: 2", "numWorkers: 0", StringComparison.Ordinal));
        var (invalid, problems) = await RunAsync(["validate", wrong, .. where]);
        Assert.Equal(ExitCodes.NotValid, invalid);
        Assert.Contains("dataProduct.components[0].specific.cluster.numWorkers", problems, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failure, (await RunAsync(["validate", file + ".none", .. where])).Code);
    }

    [Fact]
    public async Task Reverse_TableByParametersAndByFile_SameYaml()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        string[] where = ["--emulator", databricks.Server.Address.ToString(), "--data", service.Data];
        const string template = "urn:dmb:utm:databricks-outputport-template:1.0.0";
        var (code, printed) = await RunAsync(
            ["reverse", "--template", template, "--param", "catalogName=sales_orders_1", "--param", "schemaName=clean", "--param", "tableName=orders",
             "--param", $"environmentSpecificConfig.specific.workspace={ComponentSamples.Host}", .. where]);
        Assert.Equal(ExitCodes.Success, code);
        var columns = YamlText.ReadMap(printed).Map!["spec.mesh.dataContract.schema"]!.AsArray();
        Assert.Equal(["order_id", "customer", "amount"], columns.Select(column => (string)column!["name"]!));

        var request = await FileAsync(service, "request.yaml", $$"""
            useCaseTemplateId: {{template}}
            environment: development
            params: { catalogName: sales_orders_1, schemaName: clean, tableName: orders, environmentSpecificConfig: { specific: { workspace: {{ComponentSamples.Host}} } } }
            """);
        Assert.Equal((ExitCodes.Success, printed), await RunAsync(["reverse", "--request", request, .. where]));
        Assert.Equal(ExitCodes.Failure, (await RunAsync(["reverse", "--template", "urn:other:1", .. where])).Code);
        Assert.Equal(ExitCodes.Failure, (await RunAsync(["reverse", "--template", template, "--param", "=x", .. where])).Code);
    }

    private static async Task<string> FileAsync(RunningService service, string name, string text)
    {
        var file = Path.Combine(service.Data, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString().TrimEnd());
    }
}
