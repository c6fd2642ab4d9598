using System.Text.Json.Nodes;

namespace Provisioner.Api.Demo;

/// <summary>What the demo shows, step by step. Each claim is checked against the emulator from outside before it is told.</summary>
internal sealed class DemoScript(ServiceClient service, EmulatorView emulator, TextWriter output, string descriptor)
{
    private const string JobName = "sales_orders_1_ingest-job_development";
    private const string RepoPath = "/orders_1/ingest-job/orders";

    private int _verified;

    /// <returns>How many claims were verified; all of them, or an exception.</returns>
    /// <exception cref="DemoException">A claim did not hold.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var job = await ProvisionAsync(cancellationToken);
        await AgainAsync(job, cancellationToken);
        await ChangeAsync(job, cancellationToken);
        await UnprovisionAsync(cancellationToken);
        await NothingLeftAsync(cancellationToken);
        return _verified;
    }

    private async Task<long> ProvisionAsync(CancellationToken cancellationToken)
    {
        Head("Provision the job of the sample data product");
        var status = await RunAsync("/v1/provision", descriptor, false, cancellationToken);
        var job = await OnlyJobAsync(cancellationToken);
        var id = (long)job["job_id"]!;
        Verify($"one job '{JobName}' exists, with id {id}", true);
        var settings = job["settings"]!;
        var task = settings["tasks"]![0]!;
        Verify($"it runs {task["notebook_task"]!["notebook_path"]} of {settings["git_source"]!["git_url"]} at {settings["schedule"]!["quartz_cron_expression"]}",
            (string?)task["notebook_task"]!["notebook_path"] == "notebooks/ingest" && (string?)settings["git_source"]!["git_branch"] == "main");
        Verify("its cluster has the development environment's own variable (LOG_LEVEL=DEBUG)", (string?)task["new_cluster"]!["spark_env_vars"]!["LOG_LEVEL"] == "DEBUG");
        var repo = (await emulator.ListAsync("repos", cancellationToken)).SingleOrDefault();
        Verify($"the repo is linked at {repo?["path"]}", (string?)repo?["path"] == RepoPath);
        Verify("its folder exists", (await emulator.ListAsync("directories", cancellationToken)).Any(folder => (string?)folder["path"] == RepoPath[..RepoPath.LastIndexOf('/')]));
        var lists = await emulator.ListAsync("permissions", cancellationToken);
        Verify($"permissions of the job: {Permissions(lists, $"/jobs/{id}")}", Permissions(lists, $"/jobs/{id}").Contains("anna.rossi@company.com", StringComparison.Ordinal));
        Verify($"permissions of the repo: {Permissions(lists, $"/repos/{repo!["id"]}")}", Permissions(lists, $"/repos/{repo["id"]}").Contains("sales-developers", StringComparison.Ordinal));
        var address = (string?)status["info"]!["publicInfo"]!["jobURL"]!["value"];
        Verify($"the marketplace gets {address}", address == $"https://adb-1.1.azuredatabricks.net/jobs/{id}");
        return id;
    }

    private async Task AgainAsync(long job, CancellationToken cancellationToken)
    {
        Head("Provision it again");
        var changes = await ChangesOfAsync(() => RunAsync("/v1/provision", descriptor, false, cancellationToken), cancellationToken);
        Verify($"{changes.Count} calls changed anything", changes.Count == 0);
        Verify($"the job is still {job}", (long)(await OnlyJobAsync(cancellationToken))["job_id"]! == job);
    }

    private async Task ChangeAsync(long job, CancellationToken cancellationToken)
    {
        Head("Provision a changed descriptor: five workers, another schedule");
        var changed = descriptor
            .Replace("numWorkers: 2", "numWorkers: 5", StringComparison.Ordinal)
            .Replace("cronExpression: 0 0 5 * * ?", "cronExpression: 0 30 6 * * ?", StringComparison.Ordinal);
        await RunAsync("/v1/provision", changed, false, cancellationToken);
        var live = await OnlyJobAsync(cancellationToken);
        Verify($"the job was updated in place: it is still {live["job_id"]}", (long)live["job_id"]! == job);
        Verify($"it has {live["settings"]!["tasks"]![0]!["new_cluster"]!["num_workers"]} workers and runs at {live["settings"]!["schedule"]!["quartz_cron_expression"]}",
            (int)live["settings"]!["tasks"]![0]!["new_cluster"]!["num_workers"]! == 5 && (string?)live["settings"]!["schedule"]!["quartz_cron_expression"] == "0 30 6 * * ?");
    }

    private async Task UnprovisionAsync(CancellationToken cancellationToken)
    {
        Head("Unprovision it");
        await RunAsync("/v1/unprovision", descriptor, false, cancellationToken);
        Verify("the job is gone", (await emulator.ListAsync("jobs", cancellationToken)).Count == 0);
        Verify("the repo is kept", (await emulator.ListAsync("repos", cancellationToken)).Count == 1);
        Head("Unprovision it with removeData");
        await RunAsync("/v1/unprovision", descriptor, true, cancellationToken);
        Verify("the repo is gone too", (await emulator.ListAsync("repos", cancellationToken)).Count == 0);
    }

    private async Task NothingLeftAsync(CancellationToken cancellationToken)
    {
        Head("Unprovision it once more, and something that never was");
        var never = descriptor
            .Replace("ingest-job", "never-was", StringComparison.Ordinal);
        var changes = await ChangesOfAsync(
            async () =>
            {
                await RunAsync("/v1/unprovision", descriptor, true, cancellationToken);
                await RunAsync("/v1/unprovision", never, true, cancellationToken);
            },
            cancellationToken);
        Verify($"both succeed and change nothing ({changes.Count} calls changed anything)", changes.Count == 0);
    }

    private async Task<JsonObject> RunAsync(string path, string text, bool removeData, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["descriptorKind"] = "COMPONENT_DESCRIPTOR", ["descriptor"] = text, ["removeData"] = removeData };
        var status = await service.RunAsync(path, request, "", cancellationToken);
        Verify($"POST {path}: {status["status"]}, {status["result"]}", (string?)status["status"] == "COMPLETED");
        return status;
    }

    private async Task<IReadOnlyList<string>> ChangesOfAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        var before = await emulator.LastCallAsync(cancellationToken);
        await action();
        return await emulator.ChangesAfterAsync(before, cancellationToken);
    }

    private async Task<JsonObject> OnlyJobAsync(CancellationToken cancellationToken)
    {
        var jobs = await emulator.ListAsync("jobs", cancellationToken);
        return jobs is [var job] && (string?)job["settings"]!["name"] == JobName
            ? job
            : throw new DemoException($"There should be one job '{JobName}'; there are {jobs.Count}: {string.Join(", ", jobs.Select(one => one["settings"]?["name"]))}.");
    }

    private static string Permissions(IEnumerable<JsonObject> lists, string id) =>
        lists.FirstOrDefault(list => (string?)list["object_id"] == id)?["access_control_list"] is JsonArray entries
            ? string.Join(", ", entries.Select(entry => $"{entry!["user_name"] ?? entry["group_name"] ?? entry["service_principal_name"]} {entry["all_permissions"]?[0]?["permission_level"]}"))
            : "none";

    private void Head(string title) => output.WriteLine($"\n== {title}");

    private void Verify(string claim, bool holds)
    {
        if (!holds)
            throw new DemoException($"This does not hold: {claim}.");
        _verified++;
        output.WriteLine($"   ok {claim}");
    }
}
