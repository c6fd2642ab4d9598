using Provisioner.Descriptors.Components;

namespace Provisioner.Descriptors.Workflows;

/// <summary>Tells which reference says what an id inside of a workflow's settings is of.</summary>
public sealed class WorkflowReferenceIndex(IEnumerable<WorkflowTaskReference> references)
{
    private readonly ILookup<(string, WorkflowReferenceType), WorkflowTaskReference> _byTask = references.ToLookup(reference => (reference.TaskKey, reference.Type));

    /// <summary>One for the task itself before one for a "for each" task around it, one that names this very id before one that names another; null: there is none.</summary>
    public WorkflowTaskReference? Of(WorkflowIdPlace place)
    {
        foreach (var key in place.TaskKeys)
        {
            var named = _byTask[(key, place.Type)];
            if ((named.FirstOrDefault(reference => reference.OriginalId == place.Id) ?? named.FirstOrDefault()) is { } found)
                return found;
        }

        return null;
    }
}
