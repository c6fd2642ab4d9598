using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Jobs;

/// <summary>What the Jobs API refuses in a job's settings.</summary>
internal static class JobRules
{
    private const int MostTasks = 1000;
    private const int LongestName = 4096;

    private static readonly string[] Known =
    [
        "access_control_list", "budget_policy_id", "continuous", "deployment", "description", "edit_mode", "email_notifications", "environments", "format", "git_source", "health", "idempotency_token",
        "job_clusters", "max_concurrent_runs", "name", "notification_settings", "parameters", "parent_path", "performance_target", "queue", "run_as", "schedule", "tags", "tasks", "timeout_seconds",
        "trigger", "triggers", "usage_policy_id", "webhook_notifications",
    ];

    /// <summary>A job in the old form, with one task at the top level: versions before 2.2 know it.</summary>
    private static readonly string[] SingleTask =
    [
        "existing_cluster_id", "new_cluster", "libraries", "max_retries", "min_retry_interval_millis", "retry_on_timeout", "notebook_task", "spark_jar_task", "spark_python_task",
        "spark_submit_task", "pipeline_task", "python_wheel_task", "dbt_task", "run_job_task",
    ];

    public static void Check(World world, JsonObject settings)
    {
        if (settings.Text("name") is { Length: > LongestName }) throw ApiRefusal.Invalid($"The name must not have more than {LongestName} characters");
        var runs = settings.Whole("max_concurrent_runs");
        if (runs is < 0 or > 1000) throw ApiRefusal.Invalid($"max_concurrent_runs must be between 0 and 1000, got {runs}");
        if (settings.Whole("timeout_seconds") is < 0) throw ApiRefusal.Invalid("timeout_seconds must not be negative");
        CheckStart(settings);
        CheckTasks(settings);
        CheckParameters(settings);
        CheckRunAs(world, settings.Object("run_as"));
    }

    /// <summary>Fields that the API does not know are ignored, as it does.</summary>
    /// <param name="old">Versions before 2.2.</param>
    public static JsonObject KnownOnly(JsonObject asked, bool old)
    {
        var settings = new JsonObject();
        settings.Take(asked, Known);
        if (old && settings.Items("tasks").Count == 0) settings.Take(asked, SingleTask);
        settings.Remove("access_control_list");
        settings.Remove("idempotency_token");
        return settings;
    }

    public static bool IsSingleTask(JsonObject settings) => SingleTask.Any(name => name.EndsWith("_task", StringComparison.Ordinal) && settings[name] is not null);

    private static void CheckStart(JsonObject settings)
    {
        var starts = new[] { "schedule", "trigger", "continuous" }.Where(s => settings[s] is JsonObject).ToList();
        if (starts.Count > 1) throw ApiRefusal.Invalid($"Only one of schedule, trigger and continuous may be given, got {string.Join(" and ", starts)}");
        if (settings.Object("schedule") is not { } schedule) return;
        var cron = schedule.RequiredText("quartz_cron_expression");
        if (cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is not (6 or 7)) throw ApiRefusal.Invalid($"Invalid quartz cron expression: {cron}");
        var zone = schedule.RequiredText("timezone_id");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) && !LooksLikeZone(zone)) throw ApiRefusal.Invalid($"Invalid timezone: {zone}");
        if (schedule.Text("pause_status") is { } pause && pause is not ("PAUSED" or "UNPAUSED")) throw ApiRefusal.Invalid($"Invalid pause_status: {pause}");
    }

    /// <summary>A machine without time zone data must not refuse the usual names.</summary>
    private static bool LooksLikeZone(string zone) => zone.Contains('/', StringComparison.Ordinal) && zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');

    private static void CheckTasks(JsonObject settings)
    {
        var tasks = settings.Items("tasks");
        if (tasks.Count > MostTasks) throw ApiRefusal.Invalid($"A job may have {MostTasks} tasks, got {tasks.Count}");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            var key = task.RequiredText("task_key");
            if (key.Length > 100 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                throw ApiRefusal.Invalid($"The task key '{key}' may hold only letters, digits, dashes and underscores, and 100 characters at most");
            if (!keys.Add(key)) throw ApiRefusal.Invalid($"Task key '{key}' is duplicated");
        }

        var clusters = settings.Items("job_clusters").Select(c => c.RequiredText("job_cluster_key")).ToList();
        if (clusters.Distinct(StringComparer.Ordinal).Count() != clusters.Count) throw ApiRefusal.Invalid("Job cluster keys must be unique");
        foreach (var task in tasks)
        {
            foreach (var on in task.Items("depends_on").Select(d => d.RequiredText("task_key")).Where(k => !keys.Contains(k)))
                throw ApiRefusal.Invalid($"Task '{task.Text("task_key")}' depends on task '{on}', which does not exist");
            if (task.Text("job_cluster_key") is { Length: > 0 } cluster && !clusters.Contains(cluster))
                throw ApiRefusal.Invalid($"Task '{task.Text("task_key")}' uses job cluster '{cluster}', which does not exist");
        }

        CheckCycle(tasks);
    }

    private static void CheckCycle(IReadOnlyList<JsonObject> tasks)
    {
        var open = tasks.ToDictionary(t => t.RequiredText("task_key"), t => t.Items("depends_on").Select(d => d.RequiredText("task_key")).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (open.Where(p => p.Value.Count == 0).Select(p => p.Key).ToList() is { Count: > 0 } free)
        {
            foreach (var key in free) open.Remove(key);
            foreach (var rest in open.Values) rest.ExceptWith(free);
        }

        if (open.Count > 0) throw ApiRefusal.Invalid($"The tasks depend on each other in a circle: {string.Join(", ", open.Keys)}");
    }

    private static void CheckParameters(JsonObject settings)
    {
        var names = settings.Items("parameters").Select(p => p.RequiredText("name")).ToList();
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw ApiRefusal.Invalid($"Parameter '{twice.Key}' is given twice");
    }

    private static void CheckRunAs(World world, JsonObject? runAs)
    {
        if (runAs?.Text("user_name") is { Length: > 0 } user && world.FindUser(user) is null) throw ApiRefusal.Invalid($"User {user} does not exist");
        if (runAs?.Text("service_principal_name") is { Length: > 0 } application && world.FindServicePrincipal(application) is null)
            throw ApiRefusal.Invalid($"Service principal {application} does not exist");
        if (runAs?.Text("group_name") is { Length: > 0 } group && world.FindGroup(group) is null) throw ApiRefusal.Invalid($"Group {group} does not exist");
    }
}
