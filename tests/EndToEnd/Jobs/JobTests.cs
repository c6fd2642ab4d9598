using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Jobs;

/// <summary>The life of a job component, seen from outside.</summary>
[Collection(ProcessTests.Collection)]
public sealed class JobTests : IAsyncLifetime
{
    private EmulatedDatabricks _databricks = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _databricks = await EmulatedDatabricks.StartAsync();
        _service = await RunningService.StartAsync(_databricks);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _databricks.DisposeAsync();
    }

    [Theory]
    [InlineData("spotBidMaxPrice", "firstOnDemand", "spotInstances", "availability", "runtimeEngine")]
    [InlineData("firstOnDemand", "spotBidMaxPrice")]
    public async Task Provision_ClusterThatSaysLittleOfItsMachines_IsNotSetAgain(params string[] leftOut)
    {
        var lines = new JobSample().Descriptor.Split('\n').Where(line => !leftOut.Any(name => line.TrimStart().StartsWith($"{name}:", StringComparison.Ordinal)));
        var request = new JsonObject { ["descriptorKind"] = "COMPONENT_DESCRIPTOR", ["descriptor"] = string.Join('\n', lines) }.ToJsonString();
        await _service.CompleteAsync("/v1/provision", request);

        var calls = await _databricks.CallsDuringAsync(() => _service.CompleteAsync("/v1/provision", request));

        Assert.DoesNotContain(calls, call => (string?)call["method"] is not "GET");
    }

    [Fact]
    public async Task Life_CreateAgainChangeUnprovision_EachDoesExactlyWhatItShould()
    {
        var sample = new JobSample();
        var created = await _service.ProvisionAsync(sample);
        var job = Assert.Single(await _databricks.JobsAsync(sample.JobName));
        var id = (long)job["job_id"]!;
        Assert.Equal($"https://{JobSample.Host}/jobs/{id}", (string?)created["info"]!["publicInfo"]!["jobURL"]!["value"]);
        Assert.Equal($"https://{JobSample.Host}", (string?)created["info"]!["publicInfo"]!["workspaceURL"]!["value"]);
        Assert.Equal("DEBUG", (string?)job["settings"]!["tasks"]![0]!["new_cluster"]!["spark_env_vars"]!["LOG_LEVEL"]);
        Assert.Single(await _databricks.ListAsync("repos"), repo => (string?)repo["path"] == sample.RepoPath);

        Assert.Empty(await _databricks.ChangesDuringAsync(() => _service.ProvisionAsync(sample)));

        await _service.ProvisionAsync(sample with { Workers = 7 });
        var changed = Assert.Single(await _databricks.JobsAsync(sample.JobName));
        Assert.Equal((id, 7), ((long)changed["job_id"]!, (int)changed["settings"]!["tasks"]![0]!["new_cluster"]!["num_workers"]!));

        await _service.CompleteAsync("/v1/unprovision", sample.Request());
        Assert.Empty(await _databricks.ListAsync("jobs"));
        Assert.Single(await _databricks.ListAsync("repos"));

        await _service.CompleteAsync("/v1/unprovision", sample.Request(removeData: true));
        Assert.Empty(await _databricks.ListAsync("repos"));
        Assert.Contains(await _databricks.ListAsync("directories"), folder => (string?)folder["path"] == "/orders_1/ingest-job");
        Assert.Empty(StateFiles());

        Assert.Empty(await _databricks.ChangesDuringAsync(async () =>
        {
            await _service.CompleteAsync("/v1/unprovision", sample.Request(removeData: true));
            await _service.CompleteAsync("/v1/unprovision", (sample with { Component = "never-was" }).Request(removeData: true));
        }));
        Assert.Empty(StateFiles());

        await _service.ProvisionAsync(sample);
        Assert.Single(await _databricks.JobsAsync(sample.JobName));
    }

    [Fact]
    public async Task Provision_FromATagToABranchAndBack_MovesTheRepo()
    {
        var atBranch = new JobSample();
        var atTag = atBranch with { Tag = "v1" };
        await _service.ProvisionAsync(atTag);
        Assert.Null(await BranchAsync());

        await _service.ProvisionAsync(atBranch);
        Assert.Equal("main", await BranchAsync());
        Assert.Empty(await _databricks.ChangesDuringAsync(() => _service.ProvisionAsync(atBranch)));

        await _service.ProvisionAsync(atTag);
        Assert.Null(await BranchAsync());

        async Task<string?> BranchAsync() => (string?)Assert.Single(await _databricks.ListAsync("repos"))["branch"];
    }

    [Fact]
    public async Task Provision_JobMadeByHand_IsAdopted()
    {
        var sample = new JobSample();
        var id = (long)(await MakeJobAsync(sample.JobName))["job_id"]!;

        var status = await _service.ProvisionAsync(sample);

        var job = Assert.Single(await _databricks.JobsAsync(sample.JobName));
        Assert.Equal((id, 2), ((long)job["job_id"]!, (int)job["settings"]!["tasks"]![0]!["new_cluster"]!["num_workers"]!));
        Assert.Contains(status["logs"]!.AsArray(), line => ((string)line!["message"]!).Contains("taken over", StringComparison.Ordinal));
        Assert.Empty(await _databricks.ChangesDuringAsync(() => _service.ProvisionAsync(sample)));
    }

    [Fact]
    public async Task Provision_TwoJobsOfTheName_FailsNamingBoth_AndUnprovisionRemovesBoth()
    {
        var sample = new JobSample();
        var first = (long)(await MakeJobAsync(sample.JobName))["job_id"]!;
        var second = (long)(await MakeJobAsync(sample.JobName))["job_id"]!;
        await MakeJobAsync("another");

        var status = await _service.RunAsync("/v1/provision", sample.Request());
        Assert.Equal("FAILED", (string?)status["status"]);
        Assert.Contains($"{first}", (string?)status["result"], StringComparison.Ordinal);
        Assert.Contains($"{second}", (string?)status["result"], StringComparison.Ordinal);

        await _service.CompleteAsync("/v1/unprovision", sample.Request());
        Assert.Equal("another", (string?)Assert.Single(await _databricks.ListAsync("jobs"))["settings"]!["name"]);
        Assert.Empty(StateFiles());
    }

    [Fact]
    public async Task Provision_OwnJobAndAnotherOfTheName_UnprovisionRemovesBoth()
    {
        var sample = new JobSample();
        await _service.ProvisionAsync(sample);
        await MakeJobAsync(sample.JobName);
        await _service.CompleteAsync("/v1/unprovision", sample.Request(removeData: true));
        Assert.Empty(await _databricks.ListAsync("jobs"));
        Assert.Empty(await _databricks.ListAsync("repos"));
    }

    [Fact]
    public async Task Provision_JobDeletedByHand_ComesBack()
    {
        var sample = new JobSample();
        await _service.ProvisionAsync(sample);
        var job = Assert.Single(await _databricks.JobsAsync(sample.JobName));
        await _databricks.CallAsync("/api/2.2/jobs/delete", new JsonObject { ["job_id"] = (long)job["job_id"]! });

        var status = await _service.ProvisionAsync(sample);

        Assert.Single(await _databricks.JobsAsync(sample.JobName));
        Assert.Contains(status["logs"]!.AsArray(), line => (string?)line!["level"] == "WARNING" && ((string)line["message"]!).Contains("deleted outside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Provision_ChangedByHand_IsBroughtBackAndTheDriftIsTold()
    {
        var sample = new JobSample();
        await _service.ProvisionAsync(sample);
        var job = Assert.Single(await _databricks.JobsAsync(sample.JobName));
        await _databricks.CallAsync(
            "/api/2.2/jobs/update", new JsonObject { ["job_id"] = (long)job["job_id"]!, ["new_settings"] = new JsonObject { ["max_concurrent_runs"] = 9 } });

        var status = await _service.ProvisionAsync(sample);

        var back = Assert.Single(await _databricks.JobsAsync(sample.JobName));
        Assert.Equal(1, (int)back["settings"]!["max_concurrent_runs"]!);
        Assert.Contains(status["logs"]!.AsArray(), line => (string?)line!["level"] == "WARNING" && ((string)line["message"]!).Contains("changed outside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Provision_DatabricksRefuses_FailsWithItsMessageAndTheNextOneGoesOn()
    {
        var sample = new JobSample();
        await _databricks.OrderFaultAsync(new JsonObject
        {
            ["method"] = "POST", ["path"] = "/jobs/create", ["status"] = 400, ["times"] = 1,
            ["body"] = new JsonObject { ["error_code"] = "INVALID_PARAMETER_VALUE", ["message"] = "Cluster spec is not valid" },
        });
        var status = await _service.RunAsync("/v1/provision", sample.Request());
        Assert.Equal("FAILED", (string?)status["status"]);
        Assert.Contains("Cluster spec is not valid", (string?)status["result"], StringComparison.Ordinal);
        Assert.Contains(sample.JobName, (string?)status["result"], StringComparison.Ordinal);

        await _service.ProvisionAsync(sample);
        Assert.Single(await _databricks.JobsAsync(sample.JobName));
    }

    [Fact]
    public async Task Provision_UnknownPeople_FailsNamingThemAndMakesNothing()
    {
        var descriptor = new JobSample().Descriptor.Replace("user:anna.rossi_company.com", "user:no.body_company.com", StringComparison.Ordinal);
        var request = new JsonObject { ["descriptorKind"] = "COMPONENT_DESCRIPTOR", ["descriptor"] = descriptor }.ToJsonString();
        JsonObject? status = null;
        Assert.Empty(await _databricks.ChangesDuringAsync(async () => status = await _service.RunAsync("/v1/provision", request)));
        Assert.Equal("FAILED", (string?)status!["status"]);
        Assert.Contains("no.body", (string?)status["result"], StringComparison.Ordinal);
    }

    private Task<JsonObject> MakeJobAsync(string name) =>
        _databricks.CallAsync("/api/2.2/jobs/create", new JsonObject { ["name"] = name, ["max_concurrent_runs"] = 3 });

    private string[] StateFiles()
    {
        var folder = Path.Combine(_service.Data, ".pulumi", "stacks");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories) : [];
    }
}
