using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads an output port.</summary>
internal static class OutputPortReader
{
    public static OutputPortComponent? Read(DescriptorDocument document, DescriptorSettings settings)
    {
        var specific = document.Component.RequiredSection("specific");
        var dataProduct = CommonReader.DataProduct(document, settings);
        var workspace = CommonReader.Workspace(specific, "workspace", document, settings);
        var viewWorkspace = NameRules.IsLeftOut(specific.OptionalText("workspaceOP")) && !specific.Has("workspaceOP")
            ? workspace
            : CommonReader.Workspace(specific, "workspaceOP", document, settings);
        // Only the view's workspace is ever created.
        var metastore = CommonReader.Metastore(specific, viewWorkspace, settings);
        var source = new TableName(UnityNames.Required(specific, "catalogName"), UnityNames.Required(specific, "schemaName"), UnityNames.Required(specific, "tableName"));
        var view = View(document, specific);
        if (view == source && !specific.Problems.Any)
            specific.Problem("viewNameOP", $"the view '{view}' would have the name of the table that it selects from.");
        var warehouse = specific.RequiredText("sqlWarehouseName");
        var columns = Columns(document.Component.OptionalSection("dataContract"));
        var description = Comment(document.Component, "description") ?? string.Empty;
        var displayName = CommonReader.DisplayName(document);
        if (specific.Problems.Any || dataProduct is null || workspace is null || viewWorkspace is null)
            return null;
        return new OutputPortComponent
        {
            Id = document.Id,
            Path = document.Component.Path,
            DataProduct = dataProduct,
            DisplayName = displayName,
            Description = description,
            Workspace = workspace,
            Metastore = metastore,
            Source = source,
            View = view,
            ViewWorkspace = viewWorkspace,
            WarehouseName = warehouse,
            Columns = columns,
        };
    }

    /// <summary>A text that becomes a comment. The provider writes it into the statement as a literal in which a backslash starts an escape: something
    /// else than the text would be live, and differ from it for ever.</summary>
    private static string? Comment(Fields fields, string field)
    {
        var text = fields.LongText(field, asWritten: true);
        if (text?.Contains('\\', StringComparison.Ordinal) == true)
            fields.Problem(field, "holds a backslash, which SQL takes for an escape: a comment cannot hold one.");
        return text;
    }

    private static TableName View(DescriptorDocument document, Fields specific) => new(
        UnityNames.OrDefault(specific, "catalogNameOP", NameRules.DataProductName(document.Id)),
        UnityNames.OrDefault(specific, "schemaNameOP", NameRules.SchemaName(document.Id)),
        UnityNames.Required(specific, "viewNameOP"));

    private static List<ContractColumn> Columns(Fields contract)
    {
        var columns = new List<ContractColumn>();
        // Databricks compares column names without regard to case.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in contract.Sections("schema"))
        {
            var name = entry.RequiredText("name");
            if (name.Length > 0 && !names.Add(name))
                entry.Problem("name", $"names the column '{name}' a second time.");
            columns.Add(new ContractColumn { Name = name, DataType = entry.OptionalText("dataType", 4000), Description = Comment(entry, "description"), Path = entry.Path });
        }

        return columns;
    }
}
