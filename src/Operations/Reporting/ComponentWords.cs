using Provisioner.Descriptors.Components;

namespace Provisioner.Operations.Reporting;

/// <summary>What a component is on Databricks, before a person: "job 'sales_orders' in workspace 'sales'".</summary>
internal static class ComponentWords
{
    public static string Of(Component component) => component switch
    {
        OutputPortComponent port => $"view '{port.View}' in workspace '{port.ViewWorkspace}'",
        Workload workload => $"{Noun(component.Kind)} '{workload.ObjectName}' in workspace '{component.Workspace}'",
        _ => component.Id.ToString(),
    };

    public static string Of(UnprovisionTarget target) => $"{Noun(target.Kind)} '{target.View?.ToString() ?? target.ObjectName}'" + (target.Workspace is null ? "" : $" in workspace '{target.Workspace}'");

    public static string Noun(ComponentKind kind) => kind switch
    {
        ComponentKind.Job => "job",
        ComponentKind.Workflow => "workflow",
        ComponentKind.Pipeline => "pipeline",
        _ => "view",
    };
}
