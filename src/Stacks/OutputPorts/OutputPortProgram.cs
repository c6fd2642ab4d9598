using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Catalogs;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;
using Provisioner.Stacks.Strays;
using Provisioner.Stacks.Workspaces;
using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.OutputPorts;

/// <summary>An output port: catalog and schema with privileges, the view, and who may read it.</summary>
internal sealed class OutputPortProgram
{
    private readonly OutputPortComponent _component;
    private readonly OutputPortFacts _facts;
    private readonly WorkspacePart _workspace;
    private readonly ViewAccess _access;
    private readonly CatalogPart _catalog;

    private OutputPortProgram(OutputPortComponent component, OutputPortFacts facts, StackSettings settings)
    {
        (_component, _facts) = (component, facts);
        _workspace = new WorkspacePart(component.ViewWorkspace, facts, settings);
        _access = new ViewAccess(component, facts, settings);
        _catalog = new CatalogPart(component.View.Catalog, component.View.Schema, facts.Catalog, facts.OwnState, _access.CatalogGrants(), _access.SchemaGrants());
    }

    public static StackProgramReading Create(OutputPortComponent component, OutputPortFacts facts, StackSettings settings)
    {
        var problems = new List<Problem>();
        WorkspaceChecks.Check(component.ViewWorkspace, $"{component.Path}.specific.workspaceOP", facts, settings, problems);
        // While the workspace is not there nothing in it can be seen, which does not mean that it is missing.
        if (facts.Workspace.State == WorkspaceState.Absent)
            problems.AddRange(OutputPortChecks.CheckBeforeWorkspace(component, facts));
        else if (facts.Workspace.State == WorkspaceState.Ready)
            problems.AddRange(OutputPortChecks.Check(component, facts));
        if (problems.Count > 0)
            return StackProgramReading.Failed(problems);
        var program = new OutputPortProgram(component, facts, settings);
        return facts.Workspace.State == WorkspaceState.Absent ? program.Beginning() : program.Program();
    }

    /// <summary>Only the workspace: the warehouse that runs the view's statement cannot be there before it.</summary>
    private StackProgramReading Beginning() => StackProgramReading.Of(new StackProgram
    {
        Run = () =>
        {
            var outputs = new Dictionary<string, object?>(StringComparer.Ordinal);
            // No list yet: a view that shows with the workspace is to start with its live readers.
            if (_facts.OwnState.ListOutput(OutputNames.AccessList) is { } list)
                outputs[OutputNames.AccessList] = list;
            _workspace.Declare(preparing: false).AddTo(outputs);
            return outputs;
        },
        IsBeginning = true,
    });

    private StackProgramReading Program()
    {
        var orphaned = LiveGrantsToDrop();
        var remade = ColumnsChange(Columns()) || CommentChanges();
        var dropped = remade || IsRenamed;
        var taken = remade && ImportId() is not null;
        return StackProgramReading.Of(new StackProgram
        {
            Run = () => Run(_access.ViewGrants(), dropped ? ViewMode.New : ViewMode.Wanted, preparing: false),
            Prepare = taken || orphaned.Count > 0 || _workspace.NeedsPreparation
                ? () => Run(taken ? [] : orphaned.Count > 0 ? orphaned : _access.ViewGrants(), remade ? ViewMode.AsItIs : IsRenamed ? ViewMode.Absent : ViewMode.Wanted, preparing: true)
                : null,
            Clear = dropped ? () => Run([], ViewMode.Absent, preparing: false) : null,
            Settles = !dropped && LosesColumnComments(),
            Notes = [.. Notes(remade)],
        });
    }

    private IEnumerable<string> Notes(bool remade)
    {
        if (ImportId() is not null)
            yield return $"The view '{_component.View}' exists already: it is taken over and brought to the desired state.";
        if (IsRenamed)
            yield return $"The view was '{_facts.OwnState.Find(ResourceTypes.SqlTable, ResourceNames.View)?.Id}' and is to be '{_component.View}': the former one is dropped.";
        if (remade)
            yield return $"The view '{_component.View}' gets {(ColumnsChange(Columns()) ? "other columns" : "another comment")}, which cannot be changed in place: it is dropped and made anew, with the privileges on it.";
    }

    private Dictionary<string, object?> Run(IReadOnlyList<(string Principal, IReadOnlyList<string> Privileges)> grants, ViewMode mode, bool preparing)
    {
        var workspace = _workspace.Declare(preparing);
        var schema = _catalog.Declare(workspace);
        // The list outlives a run that is cut off between two of these.
        var outputs = new Dictionary<string, object?>(StringComparer.Ordinal) { [OutputNames.AccessList] = _access.AccessList };
        workspace.AddTo(outputs);
        if (mode == ViewMode.Absent)
            return outputs;
        var view = DeclareView(workspace, schema, mode);
        if (grants.Count > 0)
        {
            _ = new Dbx.Grants(
                ResourceNames.ViewGrants,
                new Dbx.GrantsArgs
                {
                    // The view's id, not its name: a view that is replaced loses its privileges, and its grants have to be replaced with it.
                    Table = view.Id,
                    GrantDetails = grants.Select(grant => new Dbx.Inputs.GrantsGrantArgs { Principal = grant.Principal, Privileges = grant.Privileges.ToArray() }).ToArray(),
                },
                new CustomResourceOptions { Provider = workspace.Provider, DeleteBeforeReplace = true });
        }

        outputs[OutputNames.TableId] = view.TableId;
        outputs[OutputNames.TableFullName] = view.Id;
        return outputs;
    }

    private Dbx.SqlTable DeclareView(WorkspaceScope workspace, DeclaredSchema schema, ViewMode mode)
    {
        var columns = Columns();
        var args = new Dbx.SqlTableArgs
        {
            CatalogName = schema.Catalog,
            SchemaName = schema.Schema,
            Name = _component.View.Name,
            TableType = "VIEW",
            ViewDefinition = Query(columns),
            Columns = columns.Select(Column).ToArray(),
            WarehouseId = _facts.WarehouseIds[0],
        };
        if (_component.Description.Length > 0)
            args.Comment = _component.Description;
        var options = workspace.Options(schema.Grants);
        // A view cannot be created over the one that it replaces.
        options.DeleteBeforeReplace = true;
        options.ImportId = mode == ViewMode.New ? null : ImportId();
        // Whether a view's column can be null follows from its query. The provider takes it for a setting all the same: what Databricks says of a key's
        // column would differ for ever from the default, by a statement that no view understands.
        options.IgnoreChanges = mode == ViewMode.AsItIs ? [.. StrayProgram.ViewContents] : [.. columns.Select((_, index) => $"columns[{index}].nullable")];
        return new Dbx.SqlTable(ResourceNames.View, args, options);
    }

    /// <summary>The contract's columns; without a contract those that the source has now, never "all".</summary>
    private List<ContractColumn> Columns() => _component.Columns.Count > 0
        ? [.. _component.Columns]
        : [.. _facts.SourceColumns!.Select(column => new ContractColumn { Name = column.Name, Path = string.Empty })];

    private string Query(List<ContractColumn> columns) => Sql.Select(columns.Select(column => column.Name), _component.Source);

    /// <summary>ALTER VIEW AS makes the columns anew, without their comments (Databricks' SQL reference: as CREATE OR REPLACE VIEW), which the provider does not notice.</summary>
    private bool LosesColumnComments() => _facts.View.Exists && _facts.View.Definition != Query(Columns()) && _component.Columns.Any(column => !string.IsNullOrEmpty(column.Description));

    private static Dbx.Inputs.SqlTableColumnArgs Column(ContractColumn column)
    {
        var args = new Dbx.Inputs.SqlTableColumnArgs { Name = column.Name };
        if (!string.IsNullOrEmpty(column.Description))
            args.Comment = column.Description;
        return args;
    }

    /// <summary>
    /// Databricks alters a view's query, but adds, drops and renames no column of it, and the provider refuses to change number and comments of
    /// columns in one go, even of a view that it would replace (F14): such a view is dropped first.
    /// </summary>
    private bool ColumnsChange(List<ContractColumn> columns) => _facts.View.Exists
        // Another case is no other column to a query, but another name to the provider, which would rename it.
        && !_facts.View.Columns.Select(column => column.Name).SequenceEqual(columns.Select(column => column.Name), StringComparer.Ordinal);

    /// <summary>
    /// The provider drops and makes a view for another comment, too: not one that is imported in the same go, and with the NOT NULL that it read of a
    /// key's column, which no new view can have.
    /// </summary>
    private bool CommentChanges() => _facts.View.Exists && (_facts.View.Comment ?? "") != _component.Description;

    /// <summary>The view of the own state has another name than the one that is wanted, which is not there yet: to the provider that is no difference.</summary>
    private bool IsRenamed => !_facts.View.Exists
        && _facts.OwnState.Find(ResourceTypes.SqlTable, ResourceNames.View)?.Id is { } own && !string.Equals(own, _component.View.FullName, StringComparison.OrdinalIgnoreCase);

    private enum ViewMode
    {
        Wanted,

        /// <summary>To be taken into the state and not changed.</summary>
        AsItIs,

        Absent,

        /// <summary>There is none any more.</summary>
        New,
    }

    private string? ImportId()
    {
        var own = _facts.OwnState.Find(ResourceTypes.SqlTable, ResourceNames.View)?.Id;
        return _facts.View.Exists && !string.Equals(own, _component.View.FullName, StringComparison.OrdinalIgnoreCase) ? _component.View.FullName : null;
    }

    /// <summary>Live privileges that nobody is to keep, when no list of ours is in the state to be dropped: it is taken into the state first.</summary>
    private IReadOnlyList<(string Principal, IReadOnlyList<string> Privileges)> LiveGrantsToDrop() =>
        _access.ViewGrants().Count == 0 && _facts.OwnState.Find(ResourceTypes.Grants, ResourceNames.ViewGrants) is null
            ? [.. _facts.View.Privileges.Where(fact => fact.Privileges.Count > 0).Select(fact => (fact.Principal, fact.Privileges))]
            : [];
}
