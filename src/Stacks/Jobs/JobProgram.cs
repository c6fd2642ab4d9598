using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Access;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Jobs;

/// <summary>A job: folder, git credential, repo, job, and who may do what with repo and job.</summary>
internal static class JobProgram
{
    public static StackProgramReading Create(JobComponent component, JobFacts facts, StackSettings settings)
    {
        var problems = new List<Problem>();
        var workload = WorkloadPart.Create(component, facts, settings, PermissionObject.Job, settings.Job, problems);
        if (workload is null || problems.Count > 0)
            return StackProgramReading.Failed(problems);
        return workload.Program((workspace, repo) =>
        {
            var options = workspace.Options(repo);
            options.ImportId = workload.ImportId;
            var job = new Dbx.Job(ResourceNames.Job, JobArguments.Of(component, facts.Identities, settings), options);
            return new DeclaredObject(job, new Dictionary<string, object?> { [OutputNames.JobId] = job.Id });
        });
    }
}
