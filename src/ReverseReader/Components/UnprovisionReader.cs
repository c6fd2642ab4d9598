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
        catch (DatabricksApiException e) when (target.Workspace is UnmanagedWorkspace && HasNoAddress(e))
        {
            return WithoutAddress(target, gone, e.Message);
        }
    }

    /// <summary>
    /// A workspace that was deleted looks like an address that is wrong and like a name service that does not know it here: what was deployed is not
    /// forgotten on so little. When nothing was, there is nothing to lose.
    /// </summary>
    internal static Reading<UnprovisionFacts> WithoutAddress(UnprovisionTarget target, UnprovisionFacts gone, string reason) => gone.OwnState.Resources.Count == 0
        ? Reading<UnprovisionFacts>.Of(gone)
        : Reading<UnprovisionFacts>.Failed(
            $"The host name of workspace '{target.Workspace}' is not known ({reason}), so nothing can be removed. Correct the address or the network and try again. "
            + $"If the workspace was deleted, nothing of the component is left: remove its state with 'provisioner pulumi stack rm --force --stack {target.StackName}', then unprovision again.");

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
        // What the stack holds counts, too: the component may have been an output port before.
        var allWarehouses = target.View is null && OwnIds.View(ownState) is null ? Task.FromResult<IReadOnlyList<string>>([]) : live.AllWarehouseIdsAsync(cancellationToken);
        await Task.WhenAll(objects, repo, view, warehouses, allWarehouses);
        return new UnprovisionFacts
        {
            Workspace = workspace, OwnState = ownState, Objects = await objects, Repo = (await repo).Repo,
            ViewExists = await view is { TableType: ViewType }, WarehouseIds = await warehouses, LiveWarehouseIds = await allWarehouses,
        };
    }

    // That of a deleted workspace has none any more; a network that is down looks different.
    private static bool HasNoAddress(DatabricksApiException exception) =>
        exception.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError };
}
