using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;

namespace Provisioner.ReverseReader.Overwrite;

/// <summary>Where a job's settings hold ids of other objects of the workspace, and how to visit them.</summary>
public static class WorkflowReferences
{
    /// <summary>One id inside a task.</summary>
    /// <param name="TaskKey">Key of the task; of a for-each task, of the outer one.</param>
    /// <param name="Holder">The object that holds the id.</param>
    /// <param name="Property">The name of the member of <paramref name="Holder"/> with the id.</param>
    public sealed record Reference(string TaskKey, WorkflowReferenceType Type, string Id, JsonObject Holder, string Property);

    /// <summary>Every id of a job, pipeline, warehouse or cluster that the tasks of <paramref name="settings"/> hold.</summary>
    public static IEnumerable<Reference> In(JsonObject settings) =>
        settings["tasks"] is JsonArray tasks
            ? tasks.OfType<JsonObject>().SelectMany(task => InTask(task, JsonText.Of(task["task_key"]) ?? "", depth: 0))
            : [];

    private static IEnumerable<Reference> InTask(JsonObject task, string taskKey, int depth)
    {
        foreach (var (name, value) in task)
        {
            if (name == "existing_cluster_id" && JsonText.Of(value) is { Length: > 0 } cluster)
            {
                yield return new Reference(taskKey, WorkflowReferenceType.Cluster, cluster, task, name);
            }
            else if (value is JsonObject kind)
            {
                foreach (var reference in InTaskKind(name, kind, taskKey, depth))
                    yield return reference;
            }
        }
    }

    private static IEnumerable<Reference> InTaskKind(string name, JsonObject kind, string taskKey, int depth)
    {
        if (name == "run_job_task" && JsonText.Of(kind["job_id"]) is { Length: > 0 } job)
            yield return new Reference(taskKey, WorkflowReferenceType.Job, job, kind, "job_id");
        if (name == "pipeline_task" && JsonText.Of(kind["pipeline_id"]) is { Length: > 0 } pipeline)
            yield return new Reference(taskKey, WorkflowReferenceType.Pipeline, pipeline, kind, "pipeline_id");
        if (name.EndsWith("_task", StringComparison.Ordinal) && JsonText.Of(kind["warehouse_id"]) is { Length: > 0 } warehouse)
            yield return new Reference(taskKey, WorkflowReferenceType.Warehouse, warehouse, kind, "warehouse_id");
        // The API allows one level of for-each; a descriptor may hold anything.
        if (name == "for_each_task" && depth < 3 && kind["task"] is JsonObject inner)
        {
            foreach (var reference in InTask(inner, taskKey, depth + 1))
                yield return reference;
        }
    }
}
