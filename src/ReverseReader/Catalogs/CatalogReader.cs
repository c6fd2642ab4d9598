using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Descriptors.Components;
using Provisioner.Facts.Catalogs;
using Provisioner.Facts.State;

namespace Provisioner.ReverseReader.Catalogs;

/// <summary>Looks at Unity Catalog through one workspace.</summary>
internal sealed class CatalogReader(WorkspaceClient workspace)
{
    public async Task<CatalogFacts> ReadAsync(string catalog, string schema, CancellationToken cancellationToken)
    {
        if (!await Existence.OfAsync(() => workspace.Catalogs.GetAsync(catalog, cancellationToken)))
            return CatalogFacts.Absent;
        var fullName = $"{catalog}.{schema}";
        var privileges = PrivilegesAsync("catalog", catalog, cancellationToken);
        var schemaExists = await Existence.OfAsync(() => workspace.Schemas.GetAsync(fullName, cancellationToken));
        return new CatalogFacts
        {
            Catalog = SharedObject.Live(catalog),
            CatalogPrivileges = await privileges,
            Schema = schemaExists ? SharedObject.Live(fullName) : SharedObject.Absent,
            SchemaPrivileges = schemaExists ? await PrivilegesAsync("schema", fullName, cancellationToken) : [],
        };
    }

    public async Task<ViewFacts> ViewAsync(TableName view, CancellationToken cancellationToken) =>
        await TableAsync(view, cancellationToken) is not { } table
            ? ViewFacts.Absent
            : new ViewFacts
            {
                Exists = true, TableType = table.TableType, Comment = table.Comment, Definition = table.ViewDefinition, Columns = Columns(table),
                Privileges = await PrivilegesAsync("table", view.FullName, cancellationToken),
            };

    /// <summary>Null when there is no such table or view.</summary>
    public async Task<Table?> TableAsync(TableName name, CancellationToken cancellationToken)
    {
        try
        {
            return await workspace.Tables.GetAsync(name.FullName, cancellationToken);
        }
        catch (DatabricksApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    public static IReadOnlyList<ColumnFact> Columns(Table table) =>
        [.. table.Columns.OrderBy(column => column.Position ?? 0).Select(column => new ColumnFact(column.Name, column.TypeText ?? column.TypeName ?? "", column.Comment))];

    private async Task<IReadOnlyList<PrivilegeFact>> PrivilegesAsync(string securableType, string fullName, CancellationToken cancellationToken)
    {
        var found = new List<PrivilegeFact>();
        await foreach (var assignment in workspace.Grants.GetAllAsync(securableType, fullName, null, cancellationToken).WithCancellation(cancellationToken))
            found.Add(new PrivilegeFact(assignment.Principal, assignment.Privileges));
        // One entry per principal, also when a principal's privileges came on two pages.
        return [.. found.GroupBy(one => one.Principal, StringComparer.Ordinal)
            .Select(group => new PrivilegeFact(group.Key, [.. group.SelectMany(one => one.Privileges).Distinct(StringComparer.Ordinal)]))];
    }
}
