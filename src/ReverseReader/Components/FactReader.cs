using Provisioner.Databricks;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Subjects;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Components;
using Provisioner.Facts.Identities;
using Provisioner.Facts.Repositories;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.ReverseReader.Catalogs;
using Provisioner.ReverseReader.Identities;
using Provisioner.ReverseReader.Notebooks;
using Provisioner.ReverseReader.Repositories;
using Provisioner.ReverseReader.Workspaces;

namespace Provisioner.ReverseReader.Components;

/// <summary>
/// Reads everything that the program of a component needs to know of the live systems. It never writes. A call that fails is a
/// <see cref="DatabricksApiException"/> or <see cref="AzureApiException"/>; what stands against a deployment is a problem.
/// </summary>
public sealed class FactReader(DatabricksClients clients, ReaderSettings settings)
{
    private readonly IdentityReader _identities = new(clients, settings);
    private readonly WorkspaceReader _workspaces = new(clients, settings);

    /// <param name="ownState">What the component's own stack holds.</param>
    /// <param name="access">Who may read an output port's view from now on (update-acl); null: unchanged.</param>
    /// <param name="memory">Of an operation that reads more than once.</param>
    /// <returns>Facts of the component's kind: <see cref="JobFacts"/>, <see cref="WorkflowFacts"/>, <see cref="PipelineFacts"/> or <see cref="OutputPortFacts"/>.</returns>
    public async Task<Reading<ComponentFacts>> ReadAsync(
        Component component, OwnState ownState, IReadOnlyList<Subject>? access = null, IdentityMemory? memory = null, CancellationToken cancellationToken = default)
    {
        var (facts, problems) = await LookAsync(component, ownState, access, memory, cancellationToken);
        return facts is null || problems.Count > 0 ? Reading<ComponentFacts>.Failed(problems) : Reading<ComponentFacts>.Of(facts);
    }

    /// <summary>As <see cref="ReadAsync"/>, but what could be read comes with the problems, so that a validation can report everything at once.</summary>
    /// <returns>With problems the facts may be null, and so may be their identities.</returns>
    public async Task<(ComponentFacts? Facts, IReadOnlyList<string> Problems)> LookAsync(
        Component component, OwnState ownState, IReadOnlyList<Subject>? access = null, IdentityMemory? memory = null, CancellationToken cancellationToken = default)
    {
        var target = component is OutputPortComponent port ? port.ViewWorkspace : component.Workspace;
        var workspaceReading = await _workspaces.ReadAsync(target, component.Metastore, cancellationToken);
        if (!workspaceReading.Succeeded)
            return (null, workspaceReading.Problems);
        var workspace = workspaceReading.Value;
        var identities = IdentitiesAsync(component, workspace, target is ManagedWorkspace, access ?? [], memory ?? new IdentityMemory(), cancellationToken);
        var client = workspace.State == WorkspaceState.Ready ? clients.ForWorkspace(workspace.Host!) : null;
        var facts = component switch
        {
            JobComponent job => JobAsync(job, workspace, client, ownState, cancellationToken),
            WorkflowComponent workflow => WorkflowAsync(workflow, workspace, client, ownState, cancellationToken),
            PipelineComponent pipeline => PipelineAsync(pipeline, workspace, client, ownState, cancellationToken),
            OutputPortComponent outputPort => OutputPortAsync(outputPort, workspace, client, ownState, cancellationToken),
            _ => throw new InvalidOperationException($"no such kind of component: {component.GetType().Name}"),
        };
        await Task.WhenAll(identities, facts);
        var (mapped, accessPrincipals, problems) = await identities;
        var read = await facts;
        if (!read.Succeeded)
            return (null, [.. problems, .. read.Problems]);
        var known = read.Value with { Identities = mapped! };
        return (access is not null && known is OutputPortFacts view ? view with { RequestedAccess = accessPrincipals } : known, problems);
    }

    private async Task<(IdentityFacts? Facts, IReadOnlyList<Principal> Access, IReadOnlyList<string> Problems)> IdentitiesAsync(
        Component component, WorkspaceFacts workspace, bool withAzure, IReadOnlyList<Subject> access, IdentityMemory memory, CancellationToken cancellationToken)
    {
        var host = workspace.State == WorkspaceState.Ready ? workspace.Host : null;
        var product = component.DataProduct;
        var own = new Subject[] { product.Owner, product.DevelopmentGroup };
        var people = _identities.MapAsync(own, host, withAzure, memory, cancellationToken);
        var readers = _identities.MapAsync(access.Except(own), host, withAzure: false, memory, cancellationToken);
        var runAs = component is Workload { RunAsPrincipalName: { Length: > 0 } name }
            ? _identities.RunAsAsync(name, host, memory, cancellationToken)
            : Task.FromResult<Reading<Principal>?>(null)!;
        var deployer = host is null ? Task.FromResult<string?>(null) : DeployerAsync(host, cancellationToken);
        await Task.WhenAll(people, readers, runAs, deployer);

        var (principals, peopleProblems) = await people;
        var (readerPrincipals, readerProblems) = await readers;
        var runAsReading = (Reading<Principal>?)await runAs;
        string[] problems = [.. peopleProblems, .. readerProblems, .. runAsReading?.Problems ?? []];
        if (problems.Length > 0)
            return (null, [], problems);
        var facts = new IdentityFacts
        {
            Owner = principals[product.Owner], DevelopmentGroup = principals[product.DevelopmentGroup],
            RunAs = runAsReading?.Value, Deployer = await deployer,
        };
        return (facts, [.. access.Select(subject => principals.GetValueOrDefault(subject) ?? readerPrincipals[subject]).Distinct()], []);
    }

    private async Task<string?> DeployerAsync(string host, CancellationToken cancellationToken) =>
        (await clients.ForWorkspace(host).Scim.GetMeAsync("entitlements", cancellationToken)).UserName;

    private static async Task<Reading<ComponentFacts>> JobAsync(
        JobComponent component, WorkspaceFacts workspace, WorkspaceClient? client, OwnState ownState, CancellationToken cancellationToken)
    {
        var repository = RepositoryAsync(component, client, ownState, cancellationToken);
        var objects = client is null
            ? Task.FromResult(LiveObjects.None)
            : new LiveObjectReader(client, cancellationToken).JobsAsync(component.ObjectName, OwnIds.Job(ownState), cancellationToken);
        await Task.WhenAll(repository, objects);
        return Reading<ComponentFacts>.Of(new JobFacts
        {
            Identities = null!, Workspace = workspace, OwnState = ownState, Repository = await repository, Objects = await objects,
        });
    }

    private static async Task<Reading<ComponentFacts>> WorkflowAsync(
        WorkflowComponent component, WorkspaceFacts workspace, WorkspaceClient? client, OwnState ownState, CancellationToken cancellationToken)
    {
        var repository = RepositoryAsync(component, client, ownState, cancellationToken);
        var objects = client is null
            ? Task.FromResult(LiveObjects.None)
            : new LiveObjectReader(client, cancellationToken).JobsAsync(component.ObjectName, OwnIds.Job(ownState), cancellationToken);
        var names = NameResolver.ResolveAsync(client, component.References, cancellationToken);
        await Task.WhenAll(repository, objects, names);
        return Reading<ComponentFacts>.Of(new WorkflowFacts
        {
            Identities = null!, Workspace = workspace, OwnState = ownState, Repository = await repository, Objects = await objects, ResolvedNames = await names,
        });
    }

    private static async Task<Reading<ComponentFacts>> PipelineAsync(
        PipelineComponent component, WorkspaceFacts workspace, WorkspaceClient? client, OwnState ownState, CancellationToken cancellationToken)
    {
        var repository = RepositoryAsync(component, client, ownState, cancellationToken);
        var objects = client is null
            ? Task.FromResult(LiveObjects.None)
            : new LiveObjectReader(client, cancellationToken).PipelinesAsync(component.ObjectName, OwnIds.Pipeline(ownState), cancellationToken);
        var catalog = client is null ? Task.FromResult(CatalogFacts.Absent) : new CatalogReader(client).ReadAsync(component.Catalog, component.Target, cancellationToken);
        await Task.WhenAll(repository, objects, catalog);
        var hashes = client is not null && (await repository).Repo.Ids.Count > 0
            ? await new NotebookReader(client).HashesAsync(component.Notebooks, cancellationToken)
            : new Dictionary<string, string>();
        return Reading<ComponentFacts>.Of(new PipelineFacts
        {
            Identities = null!, Workspace = workspace, OwnState = ownState, Repository = await repository, Objects = await objects, Catalog = await catalog, NotebookHashes = hashes,
        });
    }

    private async Task<Reading<ComponentFacts>> OutputPortAsync(
        OutputPortComponent component, WorkspaceFacts workspace, WorkspaceClient? client, OwnState ownState, CancellationToken cancellationToken)
    {
        var source = await SourceAsync(component, workspace, cancellationToken);
        if (source.Problem is not null)
            return Reading<ComponentFacts>.Failed(source.Problem);
        var sourceTable = source.Workspace is { State: WorkspaceState.Ready, Host: { } sourceHost }
            ? new CatalogReader(clients.ForWorkspace(sourceHost)).TableAsync(component.Source, cancellationToken)
            : Task.FromResult<Databricks.WorkspaceApis.Table?>(null);
        var catalog = client is null ? Task.FromResult(CatalogFacts.Absent) : new CatalogReader(client).ReadAsync(component.View.Catalog, component.View.Schema, cancellationToken);
        var view = client is null ? Task.FromResult(ViewFacts.Absent) : new CatalogReader(client).ViewAsync(component.View, cancellationToken);
        var warehouses = client is null
            ? Task.FromResult<IReadOnlyList<string>>([])
            : new LiveObjectReader(client, cancellationToken).WarehouseIdsAsync(component.WarehouseName, cancellationToken);
        var ownView = OwnIds.View(ownState) is { } own && client is not null ? Existence.OfAsync(() => client.Tables.GetAsync(own, cancellationToken)) : Task.FromResult(false);
        await Task.WhenAll(sourceTable, catalog, view, warehouses, ownView);
        return Reading<ComponentFacts>.Of(new OutputPortFacts
        {
            Identities = null!, Workspace = workspace, OwnState = ownState, Catalog = await catalog, View = await view, OwnViewIsLive = await ownView, WarehouseIds = await warehouses,
            SourceWorkspace = component.Workspace == component.ViewWorkspace ? null : source.Workspace,
            SourceColumns = await sourceTable is { } table ? CatalogReader.Columns(table) : null,
        });
    }

    /// <summary>The workspace of the source table: another one is only read, and must be on the same metastore.</summary>
    private async Task<(WorkspaceFacts Workspace, string? Problem)> SourceAsync(OutputPortComponent component, WorkspaceFacts viewWorkspace, CancellationToken cancellationToken)
    {
        if (component.Workspace == component.ViewWorkspace)
            return (viewWorkspace, null);
        var reading = await _workspaces.ReadAsync(component.Workspace, metastore: null, cancellationToken);
        if (!reading.Succeeded)
            return (viewWorkspace, string.Join(" ", reading.Problems));
        // One that is not there (yet) stands against a deployment, not against a validation: whoever uses the facts decides.
        if (reading.Value.State != WorkspaceState.Ready || viewWorkspace.State != WorkspaceState.Ready)
            return (reading.Value, null);
        var attached = await Task.WhenAll(
            _workspaces.AttachedMetastoreAsync(reading.Value.Host!, cancellationToken), _workspaces.AttachedMetastoreAsync(viewWorkspace.Host!, cancellationToken));
        return attached[0] == attached[1] || attached[1] is null
            ? (reading.Value, null)
            : (reading.Value, $"workspaces '{component.Workspace}' (metastore {attached[0] ?? "none"}) and '{component.ViewWorkspace}' (metastore {attached[1]}) must be attached to the same metastore: a view cannot read a table of another.");
    }

    private static Task<RepositoryFacts> RepositoryAsync(Workload component, WorkspaceClient? client, OwnState ownState, CancellationToken cancellationToken) =>
        client is null
            ? Task.FromResult(RepositoryFacts.Absent)
            : new RepositoryReader(client).ReadAsync(component.RepoPath.Value, OwnIds.Repo(ownState), cancellationToken);
}
