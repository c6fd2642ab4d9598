using System.Globalization;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Descriptors.Workflows;

namespace Provisioner.ReverseReader.Overwrite;

/// <summary>Reads a live workflow with the names of everything that its tasks refer to.</summary>
public sealed class LiveWorkflowReader(DatabricksClients clients)
{
    /// <param name="jobId">Id of a live job, as the facts have it.</param>
    /// <returns>Null when it has gone in the meantime.</returns>
    public async Task<LiveWorkflow?> ReadAsync(string workspaceHost, string jobId, CancellationToken cancellationToken)
    {
        var workspace = clients.ForWorkspace(workspaceHost);
        Job job;
        try
        {
            job = await workspace.Jobs.GetWholeAsync(long.Parse(jobId, NumberStyles.None, CultureInfo.InvariantCulture), cancellationToken);
        }
        catch (DatabricksApiException e) when (e.IsNotFound)
        {
            return null;
        }

        var names = new ReferenceNames(workspace);
        var found = await Task.WhenAll(WorkflowIds.Find(job.Settings).Select(async place =>
            (Key: (place.Type, place.Id), Name: await names.OfAsync(place, cancellationToken))));
        return new LiveWorkflow(job.Settings, found.Where(one => one.Name is not null).DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.Name!));
    }
}
