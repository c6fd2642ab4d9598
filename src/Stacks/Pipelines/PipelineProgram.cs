using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Access;
using Provisioner.Stacks.Catalogs;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Pipelines;

/// <summary>A DLT pipeline: catalog and schema with privileges, folder, git credential, repo, pipeline, and who may do what with repo and pipeline.</summary>
internal static class PipelineProgram
{
    public static StackProgramReading Create(PipelineComponent component, PipelineFacts facts, StackSettings settings)
    {
        var problems = new List<Problem>();
        var workload = WorkloadPart.Create(component, facts, settings, PermissionObject.Pipeline, settings.Pipeline, problems);
        if (workload is null || problems.Count > 0)
            return StackProgramReading.Failed(problems);
        var (owner, developers) = (facts.Identities.Owner, facts.Identities.DevelopmentGroup);
        var catalogGrants = new GrantPlan(facts.Catalog.CatalogPrivileges);
        catalogGrants.Add(ResourceNames.CatalogOwner, owner, settings.Catalog.Owner);
        catalogGrants.Add(ResourceNames.CatalogDevelopers, developers, settings.Catalog.Developers);
        var schemaGrants = new GrantPlan(facts.Catalog.SchemaPrivileges);
        schemaGrants.Add(ResourceNames.SchemaOwner, owner, settings.Schema.Owner);
        schemaGrants.Add(ResourceNames.SchemaDevelopers, developers, settings.Schema.Developers);
        var catalog = new CatalogPart(component.Catalog, component.Target, facts.Catalog, facts.OwnState, catalogGrants, schemaGrants);
        return workload.Program((workspace, repo) =>
        {
            var schema = catalog.Declare(workspace);
            var options = workspace.Options([repo, .. schema.Grants]);
            options.ImportId = workload.ImportId;
            var pipeline = new Dbx.Pipeline(ResourceNames.Pipeline, PipelineArguments.Of(component, facts.Identities, schema), options);
            return new DeclaredObject(pipeline, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [OutputNames.PipelineId] = pipeline.Id,
                [OutputNames.NotebookHashes] = facts.NotebookHashes,
            });
        });
    }
}
