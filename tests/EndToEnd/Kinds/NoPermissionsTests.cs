using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Kinds;

/// <summary>With NO_PERMISSIONS for owner and developers an object's list is empty, whoever put entries into it.</summary>
public sealed class NoPermissionsTests : IAsyncDisposable
{
    private const string Stranger = "first.last@company.com";
    private const string JobName = "sales_orders_1_ingest-job_development";
    private const string PipelineName = "sales_orders_1_clean-pipeline_development";

    private static readonly (string, string)[] Nobody =
        [.. from kind in new[] { "Repo", "Job", "Pipeline" } from who in new[] { "Owner", "Developers" } select ($"PROVISIONER_Permissions__{kind}__{who}", "NO_PERMISSIONS")];

    private HttpClient _emulator = null!;

    [Fact]
    public async Task Provision_AdoptedOwnAndChangedByHand_NobodyButTheDeployUserIsLeft()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartAsync(databricks, Nobody);
        _emulator = new HttpClient { BaseAddress = databricks.Address };
        (await _emulator.PostAsync("/_emulator/seed", new StringContent($"workspaces: [ {{ name: first, host: {JobSample.Host}, metastore: main-metastore }} ]"))).EnsureSuccessStatusCode();
        var job = (await databricks.CallAsync("/api/2.2/jobs/create", new JsonObject { ["name"] = JobName }))["job_id"]!.ToString();
        var pipeline = (await databricks.CallAsync("/api/2.0/pipelines", new JsonObject
        {
            ["name"] = PipelineName, ["catalog"] = "sales_orders_1", ["target"] = "clean", ["libraries"] = new JsonArray(new JsonObject { ["notebook"] = new JsonObject { ["path"] = "/x" } }),
        }))["pipeline_id"]!.ToString();
        await PermitAsync($"jobs/{job}", "CAN_VIEW");
        await PermitAsync($"pipelines/{pipeline}", "CAN_RUN");

        var adopted = await ProvisionAsync(service);
        Assert.Contains($"The permission CAN_VIEW of '{Stranger}' on the job is taken away: its permission list belongs to the component.", adopted, StringComparison.Ordinal);
        Assert.Contains($"The permission CAN_RUN of '{Stranger}' on the pipeline is taken away: its permission list belongs to the component.", adopted, StringComparison.Ordinal);
        var repo = (await databricks.ListAsync("repos")).First()["id"]!.ToString();
        foreach (var thing in new[] { $"jobs/{job}", $"pipelines/{pipeline}", $"repos/{repo}" })
            Assert.DoesNotContain(Stranger, await HoldersAsync(thing));
        Assert.Empty(await databricks.ChangesDuringAsync(() => ProvisionAsync(service)));

        await PermitAsync($"jobs/{job}", "CAN_MANAGE");
        await PermitAsync($"pipelines/{pipeline}", "CAN_MANAGE");
        await PermitAsync($"repos/{repo}", "CAN_EDIT");
        await ProvisionAsync(service);
        Assert.Equal(["deploy@company.com"], await HoldersAsync($"jobs/{job}"));
        Assert.Equal(["deploy@company.com"], await HoldersAsync($"pipelines/{pipeline}"));
        Assert.Equal(["deploy@company.com"], await HoldersAsync($"repos/{repo}"));
        Assert.Empty(await databricks.ChangesDuringAsync(() => ProvisionAsync(service)));
    }

    public ValueTask DisposeAsync()
    {
        _emulator?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<string> ProvisionAsync(RunningService service)
    {
        var text = new JobSample().Descriptor.Replace("workspaceOP: sales_orders_1", $"workspaceOP: {JobSample.Host}", StringComparison.Ordinal);
        var lines = new List<string>();
        foreach (var component in new[] { ProductSample.Job, ProductSample.Pipeline })
        {
            var status = await service.CompleteAsync("/v1/provision", ProductSample.Request(component, text));
            lines.AddRange(status["logs"]!.AsArray().Select(line => (string)line!["message"]!));
        }

        return string.Join('\n', lines);
    }

    private async Task PermitAsync(string thing, string level) =>
        await CallAsync(HttpMethod.Patch, thing, new JsonObject { ["access_control_list"] = new JsonArray(new JsonObject { ["user_name"] = Stranger, ["permission_level"] = level }) });

    /// <summary>Who has an entry of their own; nothing that is inherited.</summary>
    private async Task<string[]> HoldersAsync(string thing) =>
    [
        .. (await CallAsync(HttpMethod.Get, thing))["access_control_list"]!.AsArray()
            .Where(entry => entry!["all_permissions"]!.AsArray().Any(permission => !((bool?)permission!["inherited"] ?? false)))
            .Select(entry => (entry!["user_name"] ?? entry["group_name"] ?? entry["service_principal_name"])!.ToString()),
    ];

    private async Task<JsonNode> CallAsync(HttpMethod method, string thing, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/2.0/permissions/{thing}") { Content = body is null ? null : new StringContent(body.ToJsonString()) };
        request.Headers.Host = JobSample.Host;
        request.Headers.Authorization = new("Bearer", "a-person");
        using var answer = await _emulator.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
