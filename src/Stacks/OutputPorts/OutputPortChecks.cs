using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Facts.Workspaces;

namespace Provisioner.Stacks.OutputPorts;

/// <summary>Does everything exist that the view needs? The same checks serve validation and provisioning.</summary>
public static class OutputPortChecks
{
    /// <summary>What is missing or does not fit; empty when the view can be made.</summary>
    public static IReadOnlyList<Problem> Check(OutputPortComponent component, OutputPortFacts facts)
    {
        var problems = new List<Problem>();
        CheckSourceWorkspace(component, facts, problems);
        CheckMetastores(component, facts, problems);
        CheckSource(component, facts, problems);
        CheckView(component, facts, problems);
        CheckWarehouse(component, facts, problems);
        return problems;
    }

    /// <summary>What can be told while the view's workspace is still to be made.</summary>
    public static IReadOnlyList<Problem> CheckBeforeWorkspace(OutputPortComponent component, OutputPortFacts facts)
    {
        var problems = new List<Problem>();
        CheckSourceWorkspace(component, facts, problems);
        CheckMetastores(component, facts, problems);
        CheckSource(component, facts, problems);
        return problems;
    }

    /// <summary>Is there a table behind the output port, with every column of the contract? What cannot be told yet is no problem of a validation, but a warning.</summary>
    public static (IReadOnlyList<Problem> Problems, IReadOnlyList<string> Warnings) OfSource(OutputPortComponent component, OutputPortFacts facts)
    {
        if (Untold(component, facts) is { } why)
            return ([], [$"The table '{component.Source}' and its columns could not be checked: {why}."]);
        var problems = new List<Problem>();
        CheckSource(component, facts, problems);
        return (problems, []);
    }

    private static void CheckSourceWorkspace(OutputPortComponent component, OutputPortFacts facts, List<Problem> problems)
    {
        var problem = facts.SourceWorkspace?.State switch
        {
            WorkspaceState.Absent => $"the workspace '{component.Workspace}' of the source table does not exist.",
            WorkspaceState.Creating => $"the workspace '{component.Workspace}' of the source table is still being created. Try again in some minutes.",
            WorkspaceState.Failed => $"Azure could not create the workspace '{component.Workspace}' of the source table.",
            _ => null,
        };
        if (problem is not null)
            problems.Add(new Problem($"{component.Path}.specific.workspace", problem));
    }

    private static void CheckMetastores(OutputPortComponent component, OutputPortFacts facts, List<Problem> problems)
    {
        var source = facts.SourceWorkspace?.Metastore?.AttachedId;
        var view = facts.Workspace.Metastore is { } metastore ? metastore.AttachedId ?? (metastore.WantedIds is [var wanted] ? wanted : null) : null;
        if (source is not null && view is not null && source != view)
        {
            problems.Add(new Problem(
                $"{component.Path}.specific.workspaceOP",
                $"'{component.ViewWorkspace}' and '{component.Workspace}' are attached to different metastores ('{facts.Workspace.Metastore?.AttachedName ?? view}' and "
                + $"'{facts.SourceWorkspace?.Metastore?.AttachedName ?? source}'): a view can only select from its own metastore."));
        }
    }

    private static void CheckSource(OutputPortComponent component, OutputPortFacts facts, List<Problem> problems)
    {
        if (Untold(component, facts) is { } why)
        {
            // Why the workspace is not there has been said.
            if ((facts.SourceWorkspace ?? facts.Workspace).State == WorkspaceState.Ready)
                problems.Add(new Problem(TablePath(component), $"the table '{component.Source}' cannot be looked up: {why}. Deploy the DLT workload that creates it first: it brings the metastore."));
        }
        else if (facts.SourceColumns is not { } live)
        {
            problems.Add(new Problem(TablePath(component), $"the table '{component.Source}' does not exist in workspace '{component.Workspace}'. " + (component.DataProduct.IsDevelopment
                ? "Run the DLT workload that creates it, or create it by hand, then try again."
                : "Check that the DLT workload that creates it is deployed and has run in this environment, and that the name is right.")));
        }
        else
        {
            // Unity Catalog compares names without regard to case.
            var names = live.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            problems.AddRange(component.Columns.Where(column => !names.Contains(column.Name)).Select(column => new Problem(
                $"{column.Path}.name", $"the table '{component.Source}' has no column '{column.Name}'; it has {string.Join(", ", live.Select(one => one.Name))}.")));
        }
    }

    /// <summary>Why nothing is known of the source table; null when it could be looked up.</summary>
    private static string? Untold(OutputPortComponent component, OutputPortFacts facts)
    {
        var workspace = facts.SourceWorkspace ?? facts.Workspace;
        if (workspace.State != WorkspaceState.Ready)
            return $"the workspace '{component.Workspace}' does not exist yet";
        return workspace.Metastore is { AttachedId: null } ? $"the workspace '{component.Workspace}' has no metastore yet" : null;
    }

    private static string TablePath(OutputPortComponent component) => $"{component.Path}.specific.tableName";

    private static void CheckView(OutputPortComponent component, OutputPortFacts facts, List<Problem> problems)
    {
        if (facts.View is { Exists: true, TableType: not "VIEW" })
        {
            problems.Add(new Problem(
                $"{component.Path}.specific.viewNameOP", $"'{component.View}' exists and is no view (Unity Catalog says {facts.View.TableType}); it is not touched."));
        }
    }

    private static void CheckWarehouse(OutputPortComponent component, OutputPortFacts facts, List<Problem> problems)
    {
        var path = $"{component.Path}.specific.sqlWarehouseName";
        if (facts.WarehouseIds.Count == 0)
            problems.Add(new Problem(path, $"the workspace '{component.ViewWorkspace}' has no SQL warehouse named '{component.WarehouseName}'. Make one of that name there, or name one that is there, then try again."));
        else if (facts.WarehouseIds.Count > 1)
            problems.Add(new Problem(path, $"the workspace '{component.ViewWorkspace}' has {facts.WarehouseIds.Count} SQL warehouses named '{component.WarehouseName}': {string.Join(", ", facts.WarehouseIds)}."));
    }
}
