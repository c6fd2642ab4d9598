using System.Collections.Immutable;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Access;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;
using Pulumi;

namespace Provisioner.Stacks.Workflows;

/// <summary>A workflow: folder, git credential, repo, a job with the settings that were drawn, and who may do what with repo and job.</summary>
internal static class WorkflowProgram
{
    public static StackProgramReading Create(WorkflowComponent component, WorkflowFacts facts, StackSettings settings)
    {
        var problems = new List<Problem>();
        var workload = WorkloadPart.Create(component, facts, settings, PermissionObject.Job, settings.Job, problems);
        // While the workspace is being made nothing in it can be seen, which does not mean that it is missing.
        if (facts.Workspace.State is WorkspaceState.Creating or WorkspaceState.Failed)
            return StackProgramReading.Failed(problems);
        var arguments = WorkflowArguments.Of(WorkflowReferences.Resolve(component, facts.ResolvedNames, problems), component, problems);
        if (workload is null || problems.Count > 0)
            return StackProgramReading.Failed(problems);
        if (facts.Identities.RunAs is { } runAs)
            arguments = arguments.SetItem("runAs", ImmutableDictionary<string, object?>.Empty.Add("servicePrincipalName", runAs.Name));
        return workload.Program((workspace, repo) =>
        {
            var options = workspace.Options(repo);
            options.ImportId = workload.ImportId;
            var job = new CustomResource(ResourceTypes.Job, ResourceNames.Job, new DictionaryResourceArgs(arguments), options);
            return new DeclaredObject(job, new Dictionary<string, object?>(StringComparer.Ordinal) { [OutputNames.JobId] = job.Id });
        });
    }
}
