using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Api.Requests;

/// <summary>What a descriptor may well ask for and this version does not do, refused by name.</summary>
internal static class Support
{
    public static IReadOnlyList<Problem> Problems(Component component) =>
        Of(component.Kind, component.Workspace, component is OutputPortComponent ? "workspaceOP" : "workspace");

    public static IReadOnlyList<Problem> Problems(UnprovisionTarget target) =>
        Of(target.Kind, target.Workspace, target.Kind == ComponentKind.OutputPort ? "workspaceOP" : "workspace");

    private static List<Problem> Of(ComponentKind kind, WorkspaceReference? workspace, string field)
    {
        var problems = new List<Problem>();
        if (kind != ComponentKind.Job)
            problems.Add(new Problem("useCaseTemplateId", $"components of kind {Name(kind)} are not supported yet; jobs are."));
        if (workspace is ManagedWorkspace managed)
        {
            problems.Add(new Problem(
                $"specific.{field}",
                $"'{managed.Name}' is the name of a workspace to manage, which is not supported yet: give the URL of an existing workspace, such as adb-1.1.azuredatabricks.net."));
        }

        return problems;
    }

    private static string Name(ComponentKind kind) => kind switch
    {
        ComponentKind.Workflow => "workflow",
        ComponentKind.Pipeline => "DLT pipeline",
        ComponentKind.OutputPort => "output port",
        _ => "job",
    };
}
