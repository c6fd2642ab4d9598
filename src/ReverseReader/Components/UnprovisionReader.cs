using Provisioner.Databricks;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.ReverseReader.Catalogs;
using Provisioner.ReverseReader.Repositories;
using Provisioner.ReverseReader.Workspaces;

namespace Provisioner.ReverseReader.Components;

/// <summary>Reads what is live of a component that is to be taken away. A workspace that is gone is an answer, not a failure.</summary>
public sealed class UnprovisionReader(DatabricksClients clients, ReaderSettings settings)
{
    private const string ViewType = "VIEW";

    private readonly WorkspaceReader _workspaces = new(clients, settings);

    public async Task<Reading<UnprovisionFacts>> ReadAsync(UnprovisionTarget target, OwnState ownState, CancellationToken cancellationToken = default)
    {
        var gone = new UnprovisionFacts { Workspace = new WorkspaceFacts { State = WorkspaceState.Absent }, OwnState = ownState };
        if (target.Workspace is null)
            return Reading<UnprovisionFacts>.Of(gone);
        var reading = await _workspaces.ReadAsync(target.Workspace, metastore: null, cancellationToken);
        if (!reading.Succeeded)
            return Reading<UnprovisionFacts>.Failed(reading.Problems);
        var workspace = reading.Value;
        if (workspace.State == WorkspaceState.Creating)
            return Reading<UnprovisionFacts>.Failed($"workspace '{target.Workspace}' is still being made or changed ({workspace.ProvisioningState}): try again in some minutes.");
        if (workspace.State != WorkspaceState.Ready)
            return Reading<UnprovisionFacts>.Of(gone with { Workspace = workspace });
        try
        {
            return Reading<UnprovisionFacts>.Of(await ReadAsync(target, ownState, workspace, cancellationToken));
        }
        catch (DatabricksApiException e) when (target.Workspace is UnmanagedWorkspace && IsGone(e))
        {
            return Reading<UnprovisionFacts>.Of(gone);
        }
    }

    private async Task<UnprovisionFacts> ReadAsync(UnprovisionTarget target, OwnState ownState, WorkspaceFacts workspace, CancellationToken cancellationToken)
    {
        var client = clients.ForWorkspace(workspace.Host!);
        var live = new LiveObjectReader(client, cancellationToken);
        var objects = target switch
        {
            { ObjectName: { } name, Kind: ComponentKind.Pipeline } => live.PipelinesAsync(name, OwnIds.Pipeline(ownState), cancellationToken),
            { ObjectName: { } name } => live.JobsAsync(name, OwnIds.Job(ownState), cancellationToken),
            _ => Task.FromResult(LiveObjects.None),
        };
        var repo = target.RepoPath is { } path
            ? new RepositoryReader(client).ReadAsync(path.Value, OwnIds.Repo(ownState), cancellationToken)
            : Task.FromResult(Facts.Repositories.RepositoryFacts.Absent);
        var view = target.View is { } name2 ? new CatalogReader(client).TableAsync(name2, cancellationToken) : Task.FromResult<Databricks.WorkspaceApis.Table?>(null);
        var warehouses = target.WarehouseName is { } warehouse ? live.WarehouseIdsAsync(warehouse, cancellationToken) : Task.FromResult<IReadOnlyList<string>>([]);
        await Task.WhenAll(objects, repo, view, warehouses);
        return new UnprovisionFacts
        {
            Workspace = workspace, OwnState = ownState, Objects = await objects, Repo = (await repo).Repo,
            ViewExists = await view is { TableType: ViewType }, WarehouseIds = await warehouses,
        };
    }

    // The host name of a deleted workspace does not resolve any more; a network that is down looks different.
    private static bool IsGone(DatabricksApiException exception) =>
        exception.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError };
}
