using Provisioner.Facts.Catalogs;
using Provisioner.Facts.State;
using Provisioner.Stacks.Adoption;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Workspaces;
using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Catalogs;

/// <summary>Declares a catalog and a schema with the privileges on them. Nothing of it is ever deleted or taken away.</summary>
internal sealed class CatalogPart(string catalogName, string schemaName, CatalogFacts facts, OwnState own, GrantPlan catalogGrants, GrantPlan schemaGrants)
{
    public DeclaredSchema Declare(WorkspaceScope workspace)
    {
        var catalog = DeclareCatalog(workspace);
        var schema = DeclareSchema(workspace, catalog);
        var grants = new List<Resource>();
        foreach (var (name, principal, privileges) in catalogGrants.Grants)
            grants.Add(new Dbx.Grant(name, new Dbx.GrantArgs { Catalog = catalog.Name, Principal = principal, Privileges = privileges.ToArray() }, Retained(workspace)));
        var schemaId = Output.Format($"{catalog.Name}.{schema.Name}");
        foreach (var (name, principal, privileges) in schemaGrants.Grants)
            grants.Add(new Dbx.Grant(name, new Dbx.GrantArgs { Schema = schemaId, Principal = principal, Privileges = privileges.ToArray() }, Retained(workspace)));
        return new DeclaredSchema(catalog.Name, schema.Name, grants);
    }

    private Dbx.Catalog DeclareCatalog(WorkspaceScope workspace)
    {
        var mode = SharedMode.Of(facts.Catalog, own.Find(ResourceTypes.Catalog, ResourceNames.Catalog));
        var options = Retained(workspace);
        if (!mode.IsManaged)
            return Dbx.Catalog.Get(ResourceNames.Catalog, facts.Catalog.Id!, options: options);
        options.ImportId = mode.ImportId;
        // Another name is another catalog; the provider would rename the old one, which others use.
        options.ReplaceOnChanges = ["name"];
        return new Dbx.Catalog(ResourceNames.Catalog, new Dbx.CatalogArgs { Name = catalogName }, options);
    }

    private Dbx.Schema DeclareSchema(WorkspaceScope workspace, Dbx.Catalog catalog)
    {
        var mode = SharedMode.Of(facts.Schema, own.Find(ResourceTypes.Schema, ResourceNames.Schema));
        var options = Retained(workspace, catalog);
        if (!mode.IsManaged)
            return Dbx.Schema.Get(ResourceNames.Schema, facts.Schema.Id!, options: options);
        options.ImportId = mode.ImportId;
        return new Dbx.Schema(ResourceNames.Schema, new Dbx.SchemaArgs { CatalogName = catalog.Name, Name = schemaName }, options);
    }

    private static CustomResourceOptions Retained(WorkspaceScope workspace, params Resource[] dependsOn)
    {
        var options = workspace.Options(dependsOn);
        options.RetainOnDelete = true;
        return options;
    }
}

/// <summary>A schema that is there once its outputs are known.</summary>
internal sealed record DeclaredSchema(Output<string> Catalog, Output<string> Schema, IReadOnlyList<Resource> Grants);
