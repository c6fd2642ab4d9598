using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Jobs;

/// <summary>The engine cannot work on a stack at all: the operator reads why, nothing is lost, and it goes on once that is put right.</summary>
[Collection(ProcessTests.Collection)]
public sealed class EngineFaultTests
{
    [Fact]
    public async Task Provision_CliThatIsNotThere_SaysWhichAndCallsNothing()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartAsync(databricks, ("PROVISIONER_Engine", "cli"), ("PROVISIONER_PulumiCli", "/does/not/exist"));
        var status = await service.EndedAsync(await service.AcceptAsync("/v1/provision", new JobSample().Request()));
        Assert.Equal("FAILED", (string?)status["status"]);
        Assert.Contains("The engine cannot be started", (string?)status["result"], StringComparison.Ordinal);
        Assert.Contains("/does/not/exist", (string?)status["result"], StringComparison.Ordinal);
        Assert.Empty(await databricks.ListAsync("jobs"));
    }

    [Fact]
    public async Task Provision_AnotherPassphrase_SaysSoAndGoesOnWithTheRightOne()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartAsync(databricks);
        var sample = new JobSample();
        await service.ProvisionAsync(sample);
        var file = Path.Combine(service.Data, "passphrase");
        var right = await File.ReadAllTextAsync(file);
        await service.KillAsync();
        await File.WriteAllTextAsync(file, new string('a', 64));
        await service.StartAgainAsync();

        Assert.Empty(await databricks.ChangesDuringAsync(async () =>
        {
            var status = await service.EndedAsync(await service.AcceptAsync("/v1/provision", sample.Request()));
            Assert.Equal("FAILED", (string?)status["status"]);
            Assert.Contains("passphrase", (string?)status["result"], StringComparison.Ordinal);
            Assert.DoesNotContain("unexpectedly", (string?)status["result"], StringComparison.Ordinal);
            var (_, verdict) = await service.PostAsync("/v1/validate", sample.Request());
            Assert.False((bool)verdict!["valid"]!);
            Assert.Contains("passphrase", (string?)verdict["error"]!["errors"]![0], StringComparison.Ordinal);
        }));

        await service.KillAsync();
        await File.WriteAllTextAsync(file, right);
        await service.StartAgainAsync();
        await service.ProvisionAsync(sample);
        Assert.Single(await databricks.JobsAsync(sample.JobName));
    }
}
