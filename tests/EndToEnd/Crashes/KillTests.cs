using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Crashes;

/// <summary>kill -9 at any moment: after a restart every operation completes, and there is exactly one job.</summary>
[Collection(ProcessTests.Collection)]
public sealed class KillTests : IAsyncLifetime
{
    private const int MostRounds = 70;
    private const int StacksAtOnce = 4;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(4);

    private EmulatedDatabricks _databricks = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _databricks = await EmulatedDatabricks.StartAsync();
        _service = await RunningService.StartAsync(
            _databricks, ("PROVISIONER_Operations__LostCallWait", "00:00:02"), ("PROVISIONER_Logging__LogLevel__Default", "Warning"));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _databricks.DisposeAsync();
    }

    [Fact]
    public async Task Provision_KilledBeforeAndAfterEachCheckpointWrite_CompletesWithOneJob()
    {
        var table = new HitTable(Enumerable.Range(1, StateOnDisk.LastWrite).SelectMany(write => new[] { Before(write), After(write) }));
        // Every call takes a moment, as calls do: the writes come one by one.
        await _databricks.OrderFaultAsync(new JsonObject { ["path"] = ".", ["delayMs"] = 25 });
        var started = TimeProvider.System.GetTimestamp();
        for (var round = 0; round < MostRounds && table.Missed.Count > 0 && TimeProvider.System.GetElapsedTime(started) < TimeLimit; round++)
        {
            var missed = table.Missed[round % table.Missed.Count];
            await RoundAsync(round, missed.StartsWith("before", StringComparison.Ordinal), int.Parse(missed.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture), table);
        }

        Console.WriteLine(table.Print());
        Assert.True(table.Missed.Count == 0, $"Points that no kill has hit:\n{table.Print()}");
    }

    [Fact]
    public async Task Provision_KilledWhileACreationIsInFlight_CompletesWithOneJob()
    {
        (string Resource, string Method, string Path)[] creations =
        [
            ("folder", "POST", "/workspace/mkdirs"),
            ("git-credential", "(POST|PATCH)", "/git-credentials"),
            ("repo", "POST", "/repos"),
            ("repo-permissions", "(PUT|PATCH)", "/permissions/repos/"),
            ("job", "POST", "/jobs/create"),
            ("job-permissions", "(PUT|PATCH)", "/permissions/jobs/"),
        ];
        var table = new HitTable(creations.SelectMany(creation => new[] { Done(creation.Resource), Late(creation.Resource) }));
        var number = 0;
        foreach (var (resource, method, path) in creations)
        {
            foreach (var late in new[] { false, true })
            {
                var sample = new JobSample { Component = $"flight-{number++:00}" };
                foreach (var one in method.Trim('(', ')').Split('|'))
                    await _databricks.OrderFaultAsync(new JsonObject { ["method"] = one, ["path"] = path, ["delayMs"] = 1200, ["delayFirst"] = late, ["times"] = 1 });
                var token = await _service.AcceptAsync("/v1/provision", sample.Request());
                await StateOnDisk.UntilPendingAsync(_service.Data, sample, resource);
                // The request is on its way a moment after its record is.
                await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System);
                await _service.KillAsync();
                if (StateOnDisk.Read(_service.Data, sample).Pending.Contains(resource, StringComparer.Ordinal))
                    table.Hit(late ? Late(resource) : Done(resource));
                await _databricks.ClearFaultsAsync();
                await _service.StartAgainAsync();
                await AssertOneJobAsync(sample, token);
            }
        }

        Console.WriteLine(table.Print());
        Assert.True(table.Missed.Count == 0, $"Points that no kill has hit:\n{table.Print()}");
    }

    [Fact]
    public async Task Stop_WhileAnOperationRuns_FinishesTheStepAndTheNextStartCompletesIt()
    {
        var sample = new JobSample();
        await _databricks.OrderFaultAsync(new JsonObject { ["method"] = "POST", ["path"] = "/jobs/create", ["delayMs"] = 1500, ["times"] = 1 });
        var token = await _service.AcceptAsync("/v1/provision", sample.Request());
        await StateOnDisk.UntilPendingAsync(_service.Data, sample, "job");
        Assert.Equal(0, await _service.Process.StopAsync());
        // The step was finished: it is no open question any more.
        Assert.Empty(StateOnDisk.Read(_service.Data, sample).Pending);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_service.Data, ".pulumi", "locks"), "*.json", SearchOption.AllDirectories));
        await _service.StartAgainAsync();
        await AssertOneJobAsync(sample, token);
    }

    private static string Before(int write) => $"before checkpoint write {write}";

    private static string After(int write) => $"after checkpoint write {write}";

    private static string Done(string resource) => $"creation of {resource} done, answer on its way";

    private static string Late(string resource) => $"creation of {resource} on its way";

    /// <summary>Some stacks at once; the kill aims at one write of whichever comes to it first, and whatever it hits of the others counts as well.</summary>
    private async Task RoundAsync(int round, bool before, int write, HitTable table)
    {
        var samples = Enumerable.Range(0, StacksAtOnce).Select(i => new JobSample { Component = $"kill-{round:00}-{i}" }).ToArray();
        var folder = Directory.CreateDirectory(Path.Combine(_service.Data, ".pulumi", "stacks", "databricks-provisioner")).FullName;
        var written = samples.ToDictionary(sample => sample.Stack + ".json", _ => -1, StringComparer.Ordinal);
        var victim = _service.Process;
        var hit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName })
        {
            // The watcher calls from one thread, in order: a write begins with a temporary file and ends with its renaming.
            watcher.Created += (_, change) =>
            {
                var of = change.Name!.Split(".json.")[0] + ".json";
                if (before && written.TryGetValue(of, out var writes) && writes == write - 1)
                    Kill();
            };
            watcher.Renamed += (_, change) =>
            {
                if (samples.FirstOrDefault(sample => sample.Stack + ".json" == change.Name) is not { } sample)
                    return;
                written[change.Name!] = StateOnDisk.Read(_service.Data, sample).Writes;
                if (!before && written[change.Name!] == write)
                    Kill();
            };
            watcher.EnableRaisingEvents = true;
            var tokens = await Task.WhenAll(samples.Select(TryAcceptAsync));
            await Task.WhenAny(hit.Task, Task.WhenAll(tokens.OfType<string>().Select(_service.EndedOrGoneAsync)));
            hit.TrySetResult();
            await victim.KillAsync();
            foreach (var state in samples.Select(sample => StateOnDisk.Read(_service.Data, sample)))
            {
                if (state is { InWrite: true, Writes: >= 0 } && state.Writes < StateOnDisk.LastWrite)
                    table.Hit(Before(state.Writes + 1));
                else if (state is { InWrite: false, Writes: > 0 })
                    table.Hit(After(state.Writes));
            }

            await _service.StartAgainAsync();
            for (var i = 0; i < samples.Length; i++)
            {
                if (tokens[i] is { } token)
                    await AssertOneJobAsync(samples[i], token);
            }
        }

        void Kill()
        {
            if (hit.TrySetResult())
                victim.KillNow();
        }
    }

    /// <returns>Null when the kill of another's write came before the answer.</returns>
    private async Task<string?> TryAcceptAsync(JobSample sample)
    {
        try
        {
            return await _service.AcceptAsync("/v1/provision", sample.Request());
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task AssertOneJobAsync(JobSample sample, string token)
    {
        var status = await _service.EndedAsync(token);
        Assert.True((string?)status["status"] == "COMPLETED", $"{sample.Component}: {status.ToJsonString()}");
        Assert.Single(await _databricks.JobsAsync(sample.JobName));
        Assert.Single(await _databricks.ListAsync("repos"), repo => (string?)repo["path"] == sample.RepoPath);
    }
}
