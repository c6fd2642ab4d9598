using System.Globalization;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Facts.State;

namespace Provisioner.ReverseReader.Components;

/// <summary>Looks for the jobs and pipelines with a component's name, whoever made them.</summary>
internal sealed class LiveObjectReader(WorkspaceClient workspace, CancellationToken lifetime)
{
    // These two APIs have no filter by name: each list is read once, however many names are looked up.
    private readonly Lazy<Task<List<(string Name, string Id)>>> _warehouses = new(async () =>
    {
        var all = new List<(string, string)>();
        await foreach (var warehouse in workspace.Warehouses.ListAllAsync(lifetime).WithCancellation(lifetime))
            all.Add((warehouse.Name, warehouse.Id));
        return all;
    });

    private readonly Lazy<Task<List<(string Name, string Id)>>> _clusters = new(async () =>
    {
        var all = new List<(string, string)>();
        await foreach (var cluster in workspace.Clusters.ListAllAsync(lifetime).WithCancellation(lifetime))
        {
            if (cluster.ClusterSource is not ("JOB" or "PIPELINE"))
                all.Add((cluster.ClusterName, cluster.ClusterId));
        }

        return all;
    });

    public async Task<LiveObjects> JobsAsync(string name, string? ownId, CancellationToken cancellationToken)
    {
        var ids = await JobIdsAsync(name, cancellationToken);
        return new LiveObjects
        {
            Ids = ids,
            OwnIsLive = ownId is not null && (ids.Contains(ownId, StringComparer.Ordinal) || await Existence.OfAsync(() => workspace.Jobs.GetAsync(ParseId(ownId), null, cancellationToken))),
            Permissions = ids.Count == 1 ? await PermissionReader.ReadAsync(workspace, "jobs", ids[0], cancellationToken) : [],
        };
    }

    public async Task<LiveObjects> PipelinesAsync(string name, string? ownId, CancellationToken cancellationToken)
    {
        var ids = await PipelineIdsAsync(name, cancellationToken);
        return new LiveObjects
        {
            Ids = ids,
            OwnIsLive = ownId is not null && (ids.Contains(ownId, StringComparer.Ordinal) || await Existence.OfAsync(() => workspace.Pipelines.GetAsync(ownId, cancellationToken))),
            Permissions = ids.Count == 1 ? await PermissionReader.ReadAsync(workspace, "pipelines", ids[0], cancellationToken) : [],
        };
    }

    /// <summary>Ascending. The API's filter ignores case; the name is compared exactly here.</summary>
    public async Task<IReadOnlyList<string>> JobIdsAsync(string name, CancellationToken cancellationToken)
    {
        var found = new List<long>();
        await foreach (var job in workspace.Jobs.ListAllAsync(name, cancellationToken).WithCancellation(cancellationToken))
        {
            if (job.Name() == name)
                found.Add(job.JobId);
        }

        return [.. found.Order().Select(id => id.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The API's filter is a pattern; the name is compared exactly here.</summary>
    public async Task<IReadOnlyList<string>> PipelineIdsAsync(string name, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        await foreach (var pipeline in workspace.Pipelines.ListAllAsync(PipelineFilter.NameLike(name), cancellationToken).WithCancellation(cancellationToken))
        {
            if (pipeline.Name == name)
                found.Add(pipeline.PipelineId);
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<string>> WarehouseIdsAsync(string name, CancellationToken cancellationToken) =>
        IdsOf(name, await _warehouses.Value.WaitAsync(cancellationToken));

    public async Task<IReadOnlyList<string>> AllWarehouseIdsAsync(CancellationToken cancellationToken) =>
        [.. (await _warehouses.Value.WaitAsync(cancellationToken)).Select(one => one.Id)];

    /// <summary>All-purpose clusters only: those that jobs and pipelines make for a run cannot be referred to.</summary>
    public async Task<IReadOnlyList<string>> ClusterIdsAsync(string name, CancellationToken cancellationToken) =>
        IdsOf(name, await _clusters.Value.WaitAsync(cancellationToken));

    private static IReadOnlyList<string> IdsOf(string name, IEnumerable<(string Name, string Id)> all) =>
        [.. all.Where(one => one.Name == name).Select(one => one.Id).Order(StringComparer.Ordinal)];

    // A state file is hostile until parsed: an id that is no number names no job.
    private static long ParseId(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
