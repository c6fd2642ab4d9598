using System.Collections.Concurrent;
using System.Globalization;
using Provisioner.Databricks;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workflows;

namespace Provisioner.ReverseReader.Overwrite;

/// <summary>The names that ids inside a job's settings have in their workspace; each id is asked for once.</summary>
internal sealed class ReferenceNames(WorkspaceClient workspace)
{
    private readonly ConcurrentDictionary<(WorkflowReferenceType Type, string Id), Lazy<Task<string?>>> _names = new();

    /// <summary>Null when there is no such object.</summary>
    public Task<string?> OfAsync(WorkflowIdPlace place, CancellationToken cancellationToken) =>
        _names.GetOrAdd((place.Type, place.Id), key => new Lazy<Task<string?>>(() => ReadAsync(key.Type, key.Id, cancellationToken))).Value;

    private async Task<string?> ReadAsync(WorkflowReferenceType type, string id, CancellationToken cancellationToken)
    {
        try
        {
            return type switch
            {
                WorkflowReferenceType.Job => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? (await workspace.Jobs.GetAsync(number, null, cancellationToken)).Name()
                    : null,
                WorkflowReferenceType.Pipeline => (await workspace.Pipelines.GetAsync(id, cancellationToken)).Name,
                WorkflowReferenceType.Warehouse => (await workspace.Warehouses.GetAsync(id, cancellationToken)).Name,
                _ => (await workspace.Clusters.GetAsync(id, cancellationToken)).ClusterName,
            };
        }
        catch (DatabricksApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }
}
