using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Workflows;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads a workflow component.</summary>
internal static class WorkflowReader
{
    public static WorkflowComponent? Read(DescriptorDocument document, DescriptorSettings settings)
    {
        var specific = document.Component.RequiredSection("specific");
        var dataProduct = CommonReader.DataProduct(document, settings);
        var workspace = CommonReader.Workspace(specific, "workspace", document, settings);
        var metastore = CommonReader.Metastore(specific, workspace, settings);
        var workflow = specific.OptionalSection("workflow");
        var name = ObjectName(document, workflow.OptionalSection("settings"));
        var jobSettings = Settings(workflow, name);
        var references = References(specific);
        CheckIds(jobSettings, references, workflow.OptionalSection("settings"));
        var git = GitReader.Read(specific, isJob: false);
        var repoPath = WorkloadReader.RepoPath(document, specific, git);
        var overwrite = specific.Boolean("override");
        var description = CommonReader.Description(document);
        var displayName = CommonReader.DisplayName(document);
        var runAs = WorkloadReader.RunAs(specific);
        if (specific.Problems.Any || dataProduct is null || workspace is null || git is null || repoPath is null)
            return null;
        return new WorkflowComponent
        {
            Id = document.Id,
            Path = document.Component.Path,
            DataProduct = dataProduct,
            DisplayName = displayName,
            Description = description,
            Workspace = workspace,
            Metastore = metastore,
            ObjectName = name,
            Git = git,
            RepoPath = repoPath,
            RunAsPrincipalName = runAs,
            Override = overwrite,
            Settings = jobSettings,
            References = references,
            OriginalJobId = workflow.Find("job_id") is YamlScalar id ? id.Text : null,
        };
    }

    /// <summary>The name under the settings, or the default one; a workflow without settings has the default one too.</summary>
    public static string ObjectName(DescriptorDocument document, Fields settings)
    {
        var name = NameRules.ObjectName(document.Id, document.Environment);
        return settings.IsMissing ? name : CommonReader.NameOr(settings, "name", name);
    }

    private static JsonObject Settings(Fields workflow, string name)
    {
        var settings = workflow.Find("settings") is YamlMapping mapping ? YamlJson.Convert(mapping) : [];
        settings["name"] = name;
        return settings;
    }

    private static List<WorkflowTaskReference> References(Fields specific)
    {
        var references = new List<WorkflowTaskReference>();
        foreach (var entry in specific.Sections("workflowTasksInfoList"))
        {
            var type = entry.RequiredChoice("referencedTaskType", "pipeline", "job", "notebook_warehouse", "notebook_compute") switch
            {
                "pipeline" => WorkflowReferenceType.Pipeline,
                "job" => WorkflowReferenceType.Job,
                "notebook_warehouse" => WorkflowReferenceType.Warehouse,
                _ => WorkflowReferenceType.Cluster,
            };
            var subject = type is WorkflowReferenceType.Pipeline or WorkflowReferenceType.Job ? "Task" : "Cluster";
            references.Add(new WorkflowTaskReference
            {
                TaskKey = entry.RequiredText("taskKey"),
                Type = type,
                Name = entry.RequiredText($"referenced{subject}Name"),
                // Ids are numbers for jobs and texts for the rest; people write both both ways.
                OriginalId = entry.Find($"referenced{subject}Id") is YamlScalar id ? id.Text : null,
                Path = entry.Path,
            });
        }

        return references;
    }

    /// <summary>Every id needs the name that it is replaced by, and every name a task to be for.</summary>
    private static void CheckIds(JsonObject settings, List<WorkflowTaskReference> references, Fields settingsFields)
    {
        var named = new WorkflowReferenceIndex(references);
        foreach (var place in WorkflowIds.Find(settings).Where(place => named.Of(place) is null))
        {
            if (settingsFields.Problems.IsFull)
                return;
            settingsFields.Problem(place.Path, $"is the id of a {Word(place.Type)} in the workspace where the workflow was drawn: "
                + $"workflowTasksInfoList must name that {Word(place.Type)} for the task '{place.TaskKey}'.");
        }

        var keys = WorkflowIds.TaskKeys(settings).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in references.Where(r => r.TaskKey.Length > 0 && !keys.Contains(r.TaskKey)))
            settingsFields.Problems.Add($"{reference.Path}.taskKey", $"names the task '{reference.TaskKey}', which the workflow does not have.");
    }

    private static string Word(WorkflowReferenceType type) => type switch
    {
        WorkflowReferenceType.Pipeline => "pipeline",
        WorkflowReferenceType.Job => "job",
        WorkflowReferenceType.Warehouse => "warehouse",
        _ => "cluster",
    };
}
