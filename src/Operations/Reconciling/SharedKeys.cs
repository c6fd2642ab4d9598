using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Reconciling;

/// <summary>
/// Which shared things an operation is about to write: those that do not exist, and those whose rights the component's stack does not manage yet,
/// because it will read what is there, add to it and write the whole. What the engine creates by an upsert (folder, git credential) needs no key.
/// </summary>
internal static class SharedKeys
{
    public static IEnumerable<string> Of(Component component, ComponentFacts facts)
    {
        var workspace = component is OutputPortComponent port ? port.ViewWorkspace : component.Workspace;
        if (workspace is ManagedWorkspace && (!facts.Workspace.Resource.Exists || !Has(facts, ResourceTypes.WorkspaceAssignment, ResourceNames.WorkspaceOwner)))
            yield return $"workspace/{workspace}";
        var (catalog, name) = (component, facts) switch
        {
            (PipelineComponent pipeline, PipelineFacts pipelineFacts) => (pipelineFacts.Catalog, pipeline.Catalog),
            (OutputPortComponent view, OutputPortFacts viewFacts) => (viewFacts.Catalog, view.View.Catalog),
            _ => ((CatalogFacts?)null, ""),
        };
        if (catalog is not null
            && (!catalog.Catalog.Exists || !catalog.Schema.Exists || !Has(facts, ResourceTypes.Grant, ResourceNames.CatalogOwner) || !Has(facts, ResourceTypes.Grant, ResourceNames.SchemaOwner)))
            yield return $"catalog/{workspace}/{name}";
    }

    /// <summary>The key of the catalog that an output port's view is in.</summary>
    public static string OfCatalog(OutputPortComponent port) => $"catalog/{port.ViewWorkspace}/{port.View.Catalog}";

    private static bool Has(ComponentFacts facts, string type, string name) => facts.OwnState.Find(type, name) is { Id: not null };
}
