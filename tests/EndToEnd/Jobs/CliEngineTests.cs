using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Crashes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Jobs;

/// <summary>The same with <c>Engine: cli</c>: a pulumi executable on its own, ours in this case.</summary>
[Collection(ProcessTests.Collection)]
public sealed class CliEngineTests : IAsyncLifetime
{
    private readonly string _installation = Directory.CreateTempSubdirectory("pulumi-").FullName;
    private EmulatedDatabricks _databricks = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        var executable = Path.Combine(Directory.CreateDirectory(Path.Combine(_installation, "bin")).FullName, "pulumi");
        await File.WriteAllTextAsync(executable, $"#!/bin/sh\nexec '{ProgramProcess.Executable}' pulumi \"$@\"\n");
        File.SetUnixFileMode(executable, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _databricks = await EmulatedDatabricks.StartAsync();
        _service = await RunningService.StartAsync(
            _databricks, ("PROVISIONER_Engine", "cli"), ("PROVISIONER_PulumiCli", _installation), ("PROVISIONER_Operations__LostCallWait", "00:00:02"),
            // Whatever the host has set must not become a provider's identity.
            ("DATABRICKS_HOST", "http://127.0.0.1:1"), ("DATABRICKS_TOKEN", "ambient"), ("GITHUB_TOKEN", "ambient"));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _databricks.DisposeAsync();
        Directory.Delete(_installation, recursive: true);
    }

    [Fact]
    public async Task Life_CreateAgainChangeUnprovision_AsWithTheEmbeddedEngine()
    {
        var sample = new JobSample();
        await _service.ProvisionAsync(sample);
        var id = (long)Assert.Single(await _databricks.JobsAsync(sample.JobName))["job_id"]!;
        Assert.Empty(await _databricks.ChangesDuringAsync(() => _service.ProvisionAsync(sample)));
        await _service.ProvisionAsync(sample with { Workers = 7 });
        var changed = Assert.Single(await _databricks.JobsAsync(sample.JobName));
        Assert.Equal((id, 7), ((long)changed["job_id"]!, (int)changed["settings"]!["tasks"]![0]!["new_cluster"]!["num_workers"]!));
        await _service.CompleteAsync("/v1/unprovision", sample.Request(removeData: true));
        Assert.Empty(await _databricks.ListAsync("jobs"));
        Assert.Empty(await _databricks.ListAsync("repos"));
    }

    [Fact]
    public async Task Provision_ServiceKilledWhileTheCliWorks_RestartWaitsForItsLockAndCompletesWithOneJob()
    {
        var sample = new JobSample();
        await _databricks.OrderFaultAsync(new JsonObject { ["method"] = "POST", ["path"] = "/jobs/create", ["delayMs"] = 2000, ["times"] = 1 });
        var token = await _service.AcceptAsync("/v1/provision", sample.Request());
        await StateOnDisk.UntilPendingAsync(_service.Data, sample, "job");
        Assert.Contains("job", StateOnDisk.Read(_service.Data, sample).Pending);
        await _service.KillAsync();
        await _service.StartAgainAsync();
        var status = await _service.EndedAsync(token);
        Assert.True((string?)status["status"] == "COMPLETED", status.ToJsonString());
        Assert.Single(await _databricks.JobsAsync(sample.JobName));
    }
}
