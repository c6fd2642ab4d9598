using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;

namespace Provisioner.Descriptors.Workflows;

/// <summary>A place in a workflow's settings that holds an id which is valid in one workspace only.</summary>
/// <param name="TaskKeys">The key of the task that holds it, then those of the "for each" tasks around that one, inner ones first.</param>
/// <param name="Type">What the id is of.</param>
/// <param name="Path">Dotted path inside the settings: <c>tasks[0].run_job_task.job_id</c>.</param>
/// <param name="Holder">The object whose field <paramref name="Field"/> is the id.</param>
public sealed record WorkflowIdPlace(ImmutableList<string> TaskKeys, WorkflowReferenceType Type, string Path, JsonObject Holder, string Field)
{
    /// <summary>The key of the task that holds the id.</summary>
    public string TaskKey => TaskKeys[0];

    /// <summary>The id as text, whether the settings write it as text or as a number.</summary>
    public string Id => Holder[Field]?.ToString() ?? string.Empty;

    /// <summary>Puts another id in its place; a job's id becomes a number, as the Jobs API has it.</summary>
    public void Replace(string id) =>
        Holder[Field] = Type == WorkflowReferenceType.Job && long.TryParse(id, out var number) ? JsonValue.Create(number) : JsonValue.Create(id);
}
