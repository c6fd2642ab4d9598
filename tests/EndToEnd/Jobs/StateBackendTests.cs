using Provisioner.EndToEnd.Crashes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Jobs;

/// <summary>States in a folder of their own: <c>State:Backend</c>.</summary>
[Collection(ProcessTests.Collection)]
public sealed class StateBackendTests : IAsyncLifetime
{
    private readonly string _states = Directory.CreateTempSubdirectory("states-").FullName;
    private EmulatedDatabricks _databricks = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _databricks = await EmulatedDatabricks.StartAsync();
        _service = await RunningService.StartAsync(
            _databricks, ("PROVISIONER_State__Backend", $"file://{_states}"), ("PROVISIONER_Operations__LostCallWait", "00:00:01"));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _databricks.DisposeAsync();
        Directory.Delete(_states, recursive: true);
    }

    [Fact]
    public async Task Life_KilledAndStartedAgain_StatesAndLocksAreThereAndNowhereElse()
    {
        var sample = new JobSample();
        await _databricks.OrderFaultAsync(new() { ["method"] = "POST", ["path"] = "/jobs/create", ["delayMs"] = 1500, ["times"] = 1 });
        var token = await _service.AcceptAsync("/v1/provision", sample.Request());
        await StateOnDisk.UntilPendingAsync(_states, sample, "job");
        Assert.Contains("job", StateOnDisk.Read(_states, sample).Pending);
        await _service.KillAsync();

        // The lock that was left is found where the states are: otherwise the stack would stay locked.
        await _service.StartAgainAsync();
        var status = await _service.EndedAsync(token);
        Assert.True((string?)status["status"] == "COMPLETED", status.ToJsonString());
        Assert.Single(await _databricks.JobsAsync(sample.JobName));
        Assert.Equal(StateOnDisk.LastWrite, StateOnDisk.Read(_states, sample).Writes);
        Assert.False(Directory.Exists(Path.Combine(_service.Data, ".pulumi")));

        await _service.CompleteAsync("/v1/unprovision", sample.Request(removeData: true));
        Assert.Equal(-1, StateOnDisk.Read(_states, sample).Writes);
    }
}
