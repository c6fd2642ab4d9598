using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Workflows;
using Provisioner.Facts.Components;

namespace Provisioner.Stacks.Workflows;

/// <summary>Replaces the ids of the workspace where a workflow was drawn by those that the same names have in the target workspace.</summary>
internal static class WorkflowReferences
{
    /// <summary>A copy of the settings; each name that is missing or ambiguous in the target is a problem.</summary>
    public static JsonObject Resolve(WorkflowComponent component, IReadOnlyList<ResolvedName> resolved, List<Problem> problems)
    {
        var settings = (JsonObject)component.Settings.DeepClone();
        var idsByReference = new Dictionary<WorkflowTaskReference, string>(ReferenceEqualityComparer.Instance);
        foreach (var reference in component.References)
        {
            var kind = KindOf(reference.Type);
            var ids = resolved.FirstOrDefault(name => name.Kind == kind && name.Name == reference.Name)?.Ids ?? [];
            var word = kind.ToString().ToLowerInvariant();
            if (ids.Count == 0)
                problems.Add(new Problem(reference.Path, $"the task '{reference.TaskKey}' needs the {word} '{reference.Name}', which the target workspace does not have."));
            else if (ids.Count > 1)
                problems.Add(new Problem(reference.Path, $"the task '{reference.TaskKey}' needs the {word} '{reference.Name}', of which the target workspace has {ids.Count}: {string.Join(", ", ids)}."));
            else
                idsByReference[reference] = ids[0];
        }

        var references = new WorkflowReferenceIndex(component.References);
        foreach (var place in WorkflowIds.Find(settings))
        {
            if (references.Of(place) is { } reference && idsByReference.TryGetValue(reference, out var id))
                place.Replace(id);
        }

        return settings;
    }

    private static ResolvedKind KindOf(WorkflowReferenceType type) => type switch
    {
        WorkflowReferenceType.Job => ResolvedKind.Job,
        WorkflowReferenceType.Pipeline => ResolvedKind.Pipeline,
        WorkflowReferenceType.Warehouse => ResolvedKind.Warehouse,
        _ => ResolvedKind.Cluster,
    };
}
