using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;
using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Strays;

/// <summary>Takes live objects of a component's name that are in no state into its stack, so that they can be destroyed with it.</summary>
public sealed record StrayProgram
{
    /// <summary>To be run as an <c>up</c> with <see cref="Targets"/> and nothing else.</summary>
    public required Func<IDictionary<string, object?>> Run { get; init; }

    /// <summary>URNs of the imported objects; the provider that imports them takes part without being one.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>URNs of the imported objects alone: what is destroyed afterwards.</summary>
    public required IReadOnlyList<string> Objects { get; init; }

    /// <summary>What a view is, for one that is to be imported as it is.</summary>
    internal static IReadOnlyList<string> ViewContents { get; } = ["columns", "comment", "viewDefinition", "owner", "properties", "options", "storageLocation", "storageCredentialName"];

    /// <param name="warehouseId">Drops the views.</param>
    /// <param name="apart">The stack's own objects are in another workspace: they keep their provider.</param>
    /// <param name="host">Host name of the workspace, without scheme.</param>
    /// <param name="ids">Ids of the strays: of jobs, pipelines or, for an output port, the view's full name.</param>
    /// <param name="repos">Ids of repos at the component's path that are in no state.</param>
    public static StrayProgram Create(UnprovisionTarget target, string host, IReadOnlyList<string> ids, StackSettings settings, IReadOnlyList<string>? repos = null, string? warehouseId = null, bool apart = false)
    {
        repos ??= [];
        var (type, name) = target.Kind switch
        {
            ComponentKind.Pipeline => (ResourceTypes.Pipeline, ResourceNames.Pipeline),
            ComponentKind.OutputPort => (ResourceTypes.SqlTable, ResourceNames.View),
            _ => (ResourceTypes.Job, ResourceNames.Job),
        };
        IReadOnlyList<string> objects =
        [
            .. ids.Select(id => ResourceTypes.Urn(target.StackName, type, ResourceNames.Stray(name, id))),
            .. repos.Select(id => ResourceTypes.Urn(target.StackName, ResourceTypes.Repo, ResourceNames.Stray(ResourceNames.Repo, id))),
        ];
        return new StrayProgram
        {
            Run = () => Import(target, host, ids, repos, settings, warehouseId, apart),
            Targets = objects,
            Objects = objects,
        };
    }

    private static Dictionary<string, object?> Import(
        UnprovisionTarget target, string host, IReadOnlyList<string> ids, IReadOnlyList<string> repos, StackSettings settings, string? warehouseId, bool apart)
    {
        var provider = new Dbx.Provider(apart ? ResourceNames.StrayProvider : ResourceNames.WorkspaceProvider, new Dbx.ProviderArgs
        {
            Host = $"{settings.HostScheme}://{host}",
            AuthType = settings.AuthTypeOf(target.Workspace?.Cloud ?? Cloud.Azure),
        });
        foreach (var id in ids)
        {
            // As it is: an object that goes is not brought to any state first.
            var options = new CustomResourceOptions { Provider = provider, ImportId = id, IgnoreChanges = ["*"] };
            switch (target.Kind)
            {
                case ComponentKind.Pipeline:
                    _ = new Dbx.Pipeline(ResourceNames.Stray(ResourceNames.Pipeline, id), new Dbx.PipelineArgs { Name = target.ObjectName! }, options);
                    break;
                case ComponentKind.OutputPort:
                    // All but the warehouse: the view is dropped by a statement, which one has to run.
                    options.IgnoreChanges = [.. ViewContents];
                    _ = new Dbx.SqlTable(
                        ResourceNames.Stray(ResourceNames.View, id),
                        new Dbx.SqlTableArgs { CatalogName = target.View!.Catalog, SchemaName = target.View.Schema, Name = target.View.Name, TableType = "VIEW", WarehouseId = warehouseId! },
                        options);
                    break;
                default:
                    _ = new Dbx.Job(ResourceNames.Stray(ResourceNames.Job, id), new Dbx.JobArgs { Name = target.ObjectName! }, options);
                    break;
            }
        }

        foreach (var id in repos)
        {
            // The address is that of the live repo: nothing of what is written here is compared with it.
            _ = new Dbx.Repo(
                ResourceNames.Stray(ResourceNames.Repo, id),
                new Dbx.RepoArgs { Url = "https://localhost/unknown", Path = target.RepoPath!.Value },
                new CustomResourceOptions { Provider = provider, ImportId = id, IgnoreChanges = ["*"] });
        }

        return new Dictionary<string, object?>(StringComparer.Ordinal);
    }
}
