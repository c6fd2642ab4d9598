using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Jobs;

/// <summary>Many operations at once.</summary>
[Collection(ProcessTests.Collection)]
public sealed class ManyTests
{
    [Fact]
    public async Task Provision_FiftyComponentsAtOnceAndTwentyOfTheSame_OneJobEachAndTheLastDescriptorWins()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartAsync(databricks);
        var others = Enumerable.Range(0, 50).Select(i => new JobSample { Component = $"job-{i:00}" }).ToArray();
        var same = new JobSample { Component = "same-job" };

        var tokens = await Task.WhenAll(others.Select(sample => service.AcceptAsync("/v1/provision", sample.Request())));
        // One after the other, so that there is a last one; they are queued behind the first, which runs.
        var sameTokens = new List<string>();
        for (var i = 1; i <= 20; i++)
            sameTokens.Add(await service.AcceptAsync("/v1/provision", (same with { Workers = i }).Request()));
        var endings = await Task.WhenAll(tokens.Concat(sameTokens).Select(service.EndedAsync));

        Assert.All(endings, ending => Assert.True((string?)ending["status"] == "COMPLETED", ending.ToJsonString()));
        var jobs = await databricks.ListAsync("jobs");
        Assert.Equal(
            others.Append(same).Select(sample => sample.JobName).Order(StringComparer.Ordinal),
            jobs.Select(job => (string)job["settings"]!["name"]!).Order(StringComparer.Ordinal));
        Assert.Equal(51, (await databricks.ListAsync("repos")).Length);
        var last = Assert.Single(await databricks.JobsAsync(same.JobName));
        Assert.Equal(20, (int)last["settings"]!["tasks"]![0]!["new_cluster"]!["num_workers"]!);
    }
}
