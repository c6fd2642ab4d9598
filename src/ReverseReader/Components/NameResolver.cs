using Provisioner.Databricks;
using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;

namespace Provisioner.ReverseReader.Components;

/// <summary>Finds what the names in a workflow's tasks are in the target workspace.</summary>
internal static class NameResolver
{
    /// <summary>One entry for each distinct kind and name, looked up side by side.</summary>
    /// <param name="client">Null: the workspace is not there yet, so nothing has a name.</param>
    public static async Task<IReadOnlyList<ResolvedName>> ResolveAsync(
        WorkspaceClient? client, IReadOnlyList<WorkflowTaskReference> references, CancellationToken cancellationToken)
    {
        var distinct = references.Select(reference => (reference.Type, reference.Name)).Distinct().ToList();
        if (client is null)
            return distinct.ConvertAll(one => new ResolvedName(Kind(one.Type), one.Name, []));
        var reader = new LiveObjectReader(client, cancellationToken);
        return await Task.WhenAll(distinct.Select(async one => new ResolvedName(Kind(one.Type), one.Name, await (one.Type switch
        {
            WorkflowReferenceType.Job => reader.JobIdsAsync(one.Name, cancellationToken),
            WorkflowReferenceType.Pipeline => reader.PipelineIdsAsync(one.Name, cancellationToken),
            WorkflowReferenceType.Warehouse => reader.WarehouseIdsAsync(one.Name, cancellationToken),
            _ => reader.ClusterIdsAsync(one.Name, cancellationToken),
        }))));
    }

    private static ResolvedKind Kind(WorkflowReferenceType type) => type switch
    {
        WorkflowReferenceType.Job => ResolvedKind.Job,
        WorkflowReferenceType.Pipeline => ResolvedKind.Pipeline,
        WorkflowReferenceType.Warehouse => ResolvedKind.Warehouse,
        _ => ResolvedKind.Cluster,
    };
}
