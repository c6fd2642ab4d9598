using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;

namespace Provisioner.Descriptors.Workflows;

/// <summary>Finds the ids in a workflow's settings that belong to the workspace where it was drawn.</summary>
public static class WorkflowIds
{
    /// <summary>Every such place, in the order of the tasks, those inside of "for each" tasks included.</summary>
    public static IReadOnlyList<WorkflowIdPlace> Find(JsonObject settings)
    {
        var places = new List<WorkflowIdPlace>();
        if (settings["tasks"] is JsonArray tasks)
        {
            for (var i = 0; i < tasks.Count; i++)
            {
                if (tasks[i] is JsonObject task)
                    AddTask(places, task, [], $"tasks[{i}]");
            }
        }

        return places;
    }

    /// <summary>The keys of all tasks, nested ones included.</summary>
    public static IReadOnlyList<string> TaskKeys(JsonObject settings)
    {
        var keys = new List<string>();
        foreach (var task in (settings["tasks"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            for (var current = task; current is not null; current = (current["for_each_task"] as JsonObject)?["task"] as JsonObject)
            {
                if (KeyOf(current) is { Length: > 0 } key)
                    keys.Add(key);
            }
        }

        return keys;
    }

    private static void AddTask(List<WorkflowIdPlace> places, JsonObject task, ImmutableList<string> outerKeys, string path)
    {
        var keys = outerKeys.Insert(0, KeyOf(task));
        Add(places, keys, WorkflowReferenceType.Job, task["run_job_task"], "job_id", $"{path}.run_job_task");
        Add(places, keys, WorkflowReferenceType.Pipeline, task["pipeline_task"], "pipeline_id", $"{path}.pipeline_task");
        // Every kind of task that runs on a warehouse calls it so: notebooks, SQL, dbt, dashboards, and those that are still to come.
        foreach (var (kind, holder) in task.Where(member => member.Key.EndsWith("_task", StringComparison.Ordinal)))
            Add(places, keys, WorkflowReferenceType.Warehouse, holder, "warehouse_id", $"{path}.{kind}");
        Add(places, keys, WorkflowReferenceType.Cluster, task, "existing_cluster_id", path);
        if (task["for_each_task"] is JsonObject forEach && forEach["task"] is JsonObject nested)
            AddTask(places, nested, keys, $"{path}.for_each_task.task");
    }

    private static void Add(List<WorkflowIdPlace> places, ImmutableList<string> keys, WorkflowReferenceType type, JsonNode? holder, string field, string path)
    {
        if (holder is JsonObject found && found[field] is JsonValue id && id.ToString().Length > 0)
            places.Add(new WorkflowIdPlace(keys, type, $"{path}.{field}", found, field));
    }

    private static string KeyOf(JsonObject task) => task["task_key"] is JsonValue key ? key.ToString() : string.Empty;
}
