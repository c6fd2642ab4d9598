using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Facts.Workspaces;

namespace Provisioner.ReverseReader.Checks;

/// <summary>Is there a table behind the output port, with every column of the contract? Pure.</summary>
public static class OutputPortCheck
{
    public static CheckResult Check(OutputPortComponent component, OutputPortFacts facts)
    {
        var workspace = facts.SourceWorkspace ?? facts.Workspace;
        if (workspace.State != WorkspaceState.Ready)
            return Unchecked(component, $"the workspace '{component.Workspace}' does not exist yet");
        if (workspace.Metastore is { AttachedId: null })
            return Unchecked(component, $"the workspace '{component.Workspace}' has no metastore yet");
        if (facts.SourceColumns is not { } columns)
            return new CheckResult([new Problem($"{component.Path}.specific.tableName", Missing(component))], []);
        // Unity Catalog compares names without regard to case.
        var live = columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new CheckResult(
            [.. component.Columns.Where(column => !live.Contains(column.Name)).Select(column => new Problem(
                $"{column.Path}.name", $"the table '{component.Source}' has no column '{column.Name}'; it has {string.Join(", ", columns.Select(one => one.Name))}."))],
            []);
    }

    private static CheckResult Unchecked(OutputPortComponent component, string why) =>
        new([], [$"The table '{component.Source}' and its columns could not be checked: {why}."]);

    private static string Missing(OutputPortComponent component)
    {
        var what = $"the table '{component.Source}' does not exist in workspace '{component.Workspace}'. ";
        return component.DataProduct.IsDevelopment
            ? what + "Run the DLT workload that creates it, or create it by hand, then try again."
            : what + "Check that the DLT workload that creates it is deployed and has run in this environment, and that the name is right.";
    }
}
