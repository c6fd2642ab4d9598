using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Paths;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads what is needed to take a component away; faults become warnings.</summary>
internal static class UnprovisionReader
{
    public static UnprovisionTarget Read(DescriptorDocument document, DescriptorSettings settings)
    {
        var warnings = new ProblemList();
        var specific = new Fields(document.Component.Find("specific") as YamlMapping, document.Component.PathOf("specific"), warnings);
        var isPort = document.Kind == ComponentKind.OutputPort;
        var workspaceField = isPort && specific.Has("workspaceOP") ? "workspaceOP" : "workspace";
        var workspace = CommonReader.Workspace(specific, workspaceField, document, settings);
        var repoPath = isPort ? null : RepoPath(document, specific, warnings);
        var target = new UnprovisionTarget
        {
            Id = document.Id,
            Kind = document.Kind,
            Environment = document.Environment,
            Workspace = workspace,
            ObjectName = isPort ? null : NullIfEmpty(ObjectName(document, specific, warnings)),
            View = isPort ? View(document, specific) : null,
            WarehouseName = isPort ? NullIfEmpty(specific.OptionalText("sqlWarehouseName")) : null,
            RepoPath = repoPath,
            Warnings = [],
        };
        return target with { Warnings = [.. warnings.Problems.Select(problem => problem.ToString())] };
    }

    private static string ObjectName(DescriptorDocument document, Fields specific, ProblemList warnings) => document.Kind switch
    {
        ComponentKind.Job => WorkloadReader.ObjectName(document, specific, "jobName"),
        ComponentKind.Pipeline => WorkloadReader.ObjectName(document, specific, "pipelineName"),
        _ => WorkflowReader.ObjectName(document, new Fields((specific.Find("workflow") as YamlMapping)?.Find("settings") as YamlMapping, specific.PathOf("workflow.settings"), warnings)),
    };

    private static TableName? View(DescriptorDocument document, Fields specific)
    {
        var view = new TableName(
            UnityNames.OrDefault(specific, "catalogNameOP", NameRules.DataProductName(document.Id)),
            UnityNames.OrDefault(specific, "schemaNameOP", NameRules.SchemaName(document.Id)),
            UnityNames.Required(specific, "viewNameOP"));
        return view.Catalog.Length == 0 || view.Schema.Length == 0 || view.Name.Length == 0 ? null : view;
    }

    private static WorkspacePath? RepoPath(DescriptorDocument document, Fields specific, ProblemList warnings)
    {
        GitRepository? git = null;
        if (!specific.Has("repoPath"))
        {
            // Only the repository's name is needed, for the default path.
            var section = new Fields(specific.Find("git") as YamlMapping, specific.PathOf("git"), warnings);
            var url = section.OptionalText("gitRepoUrl", 1000);
            git = Uri.TryCreate(url, UriKind.Absolute, out _) ? new GitRepository { Url = url! } : null;
        }

        return WorkloadReader.RepoPath(document, specific, git);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
