using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Descriptors.Components;
using Provisioner.ReverseReader.Catalogs;
using Provisioner.ReverseReader.Columns;

namespace Provisioner.ReverseReader.ReverseProvisioning;

/// <summary>Takes the columns of a live table or view over into an output port's contract.</summary>
internal sealed class OutputPortReverseReader(WorkspaceClient workspace)
{
    private const string SchemaOnly = "SCHEMA_ONLY";
    private const string SchemaAndDetails = "SCHEMA_AND_DETAILS";

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<Reading<JsonObject>> ReadAsync(ReverseRequest request, string workspaceName, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var catalog = Name(request, "catalogName", problems);
        var schema = Name(request, "schemaName", problems);
        var table = Name(request, "tableName", problems);
        var option = request.ParameterText("reverseProvisioningOption") ?? SchemaOnly;
        if (!option.Equals(SchemaOnly, StringComparison.OrdinalIgnoreCase) && !option.Equals(SchemaAndDetails, StringComparison.OrdinalIgnoreCase))
            problems.Add($"params.reverseProvisioningOption: '{option}' is neither {SchemaOnly} nor {SchemaAndDetails}.");
        if (problems.Count > 0)
            return Reading<JsonObject>.Failed(problems);
        var withDetails = option.Equals(SchemaAndDetails, StringComparison.OrdinalIgnoreCase);
        var name = new TableName(catalog!, schema!, table!);
        var live = await new CatalogReader(workspace).TableAsync(name, cancellationToken);
        if (live is null)
            return Reading<JsonObject>.Failed($"the table '{name}' does not exist in workspace '{workspaceName}'.");
        if (withDetails && live.TableType.Contains("VIEW", StringComparison.Ordinal))
            return Reading<JsonObject>.Failed($"'{name}' is a view: an output port can take only its schema from a view. Choose {SchemaOnly}, or name the table behind it.");
        var mapping = ColumnMapper.Map(live.Columns.OrderBy(column => column.Position ?? 0).Select(Column), PrimaryKey(live));
        return mapping.Problems.Count > 0 ? Reading<JsonObject>.Failed(mapping.Problems) : Reading<JsonObject>.Of(Updates(name, mapping.Columns, withDetails));
    }

    private static JsonObject Updates(TableName name, IReadOnlyList<OpenMetadataColumn> columns, bool withDetails)
    {
        var updates = new JsonObject
        {
            ["spec.mesh.dataContract.schema"] = JsonSerializer.SerializeToNode(columns, WithoutNulls),
            ["witboost.parameters.schemaDefinition.schemaColumns"] = JsonSerializer.SerializeToNode(columns, WithoutNulls),
        };
        if (!withDetails)
            return updates;
        foreach (var prefix in (string[])["spec.mesh.specific", "witboost.parameters"])
        {
            updates[$"{prefix}.catalogName"] = name.Catalog;
            updates[$"{prefix}.schemaName"] = name.Schema;
            updates[$"{prefix}.tableName"] = name.Name;
        }

        return updates;
    }

    // Unity Catalog allows neither of these in a name, and in a URL they would name something else.
    private static string? Name(ReverseRequest request, string parameter, List<string> problems)
    {
        var name = request.ParameterText(parameter);
        if (name is null)
            problems.Add($"params.{parameter}: is missing.");
        else if (name.AsSpan().IndexOfAny("./ ") >= 0)
            problems.Add($"params.{parameter}: '{name}' holds a dot, a slash or a space.");
        return name;
    }

    private static LiveColumn Column(TableColumn column) => new(column.Name, column.TypeText ?? column.TypeName ?? "", column.Comment, column.Nullable ?? true);

    private static List<string> PrimaryKey(Table table) => [.. table.TableConstraints.SelectMany(constraint => constraint.PrimaryKeyConstraint?.ChildColumns ?? [])];
}
