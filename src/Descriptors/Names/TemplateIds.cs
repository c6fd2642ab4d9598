using Provisioner.Descriptors.Components;

namespace Provisioner.Descriptors.Names;

/// <summary>Use case templates, which tell the kind of a component.</summary>
public static class TemplateIds
{
    /// <summary>The id without its last part, which is a version.</summary>
    public static string WithoutVersion(string templateId) =>
        templateId.LastIndexOf(':') is var colon and > 0 ? templateId[..colon] : templateId;

    /// <summary>The kind of component that a template makes; null when it is not among the configured ones.</summary>
    public static ComponentKind? KindOf(string templateId, DescriptorSettings settings)
    {
        (ComponentKind Kind, IReadOnlyList<string> Templates)[] known =
        [
            (ComponentKind.Job, settings.JobTemplates),
            (ComponentKind.Workflow, settings.WorkflowTemplates),
            (ComponentKind.Pipeline, settings.PipelineTemplates),
            (ComponentKind.OutputPort, settings.OutputPortTemplates),
        ];
        foreach (var (kind, templates) in known)
        {
            if (templates.Contains(templateId, StringComparer.Ordinal) || templates.Contains(WithoutVersion(templateId), StringComparer.Ordinal))
                return kind;
        }

        return null;
    }
}
