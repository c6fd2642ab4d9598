using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Access;
using Provisioner.Stacks.Adoption;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Repositories;
using Provisioner.Stacks.Settings;
using Provisioner.Stacks.Workspaces;
using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Programs;

/// <summary>What the programs of job, workflow and pipeline have in common: everything but the object itself.</summary>
internal sealed class WorkloadPart
{
    private readonly Workload _component;
    private readonly WorkloadFacts _facts;
    private readonly WorkspacePart _workspace;
    private readonly RepositoryPart _repository;
    private readonly PermissionPlan _permissions;

    private WorkloadPart(Workload component, WorkloadFacts facts, StackSettings settings, PermissionPlan permissions, string? importId)
    {
        (_component, _facts, _permissions, ImportId) = (component, facts, permissions, importId);
        _workspace = new WorkspacePart(component.Workspace, facts, settings);
        _repository = new RepositoryPart(component, facts, settings);
    }

    /// <summary>The live object that is adopted.</summary>
    public string? ImportId { get; }

    /// <summary>Null when the live object cannot be told.</summary>
    public static WorkloadPart? Create(
        Workload component, WorkloadFacts facts, StackSettings settings, PermissionObject target, RolePair levels, List<Problem> problems)
    {
        WorkspaceChecks.Check(component.Workspace, $"{component.Path}.specific.workspace", facts, settings, problems);
        var isPipeline = target == PermissionObject.Pipeline;
        var own = isPipeline
            ? facts.OwnState.Find(ResourceTypes.Pipeline, ResourceNames.Pipeline)
            : facts.OwnState.Find(ResourceTypes.Job, ResourceNames.Job);
        var (what, field) = component.Kind switch
        {
            ComponentKind.Pipeline => ("pipeline", "pipelineName"),
            ComponentKind.Workflow => ("workflow", "workflow.settings.name"),
            _ => ("job", "jobName"),
        };
        var ownership = Ownership.Of(facts.Objects, own, what, component.ObjectName, $"{component.Path}.specific.{field}", problems);
        var permissions = PermissionPlan.Of(target, isPipeline ? ResourceNames.PipelinePermissions : ResourceNames.JobPermissions, levels, facts.Identities, facts.Objects, facts.OwnState);
        return ownership is null ? null : new WorkloadPart(component, facts, settings, permissions, ownership.ImportId);
    }

    /// <summary>The whole program around the declaration of the object.</summary>
    public StackProgramReading Program(Func<WorkspaceScope, Dbx.Repo, DeclaredObject> declare)
    {
        var notes = new List<string>();
        if (ImportId is not null)
            notes.Add($"'{_component.ObjectName}' exists already (id {ImportId}): it is taken over and brought to the desired state.");
        notes.AddRange(_repository.Notes);
        notes.AddRange(_permissions.Notes(_facts.Objects, _facts.Identities.Deployer));
        return StackProgramReading.Of(new StackProgram
        {
            Run = () => Run(declare, preparing: false),
            Prepare = _workspace.NeedsPreparation || _repository.IsOfAnother ? () => Run(declare, preparing: true) : null,
            Notes = notes,
        });
    }

    private Dictionary<string, object?> Run(Func<WorkspaceScope, Dbx.Repo, DeclaredObject> declare, bool preparing)
    {
        var workspace = _workspace.Declare(preparing);
        var repo = _repository.Declare(workspace, preparing);
        var declared = declare(workspace, repo);
        PermissionPart.Declare(_permissions, declared.Resource, workspace.Provider);
        var outputs = new Dictionary<string, object?>(declared.Outputs, StringComparer.Ordinal)
        {
            [OutputNames.RepoId] = repo.Id,
            [OutputNames.RepoPath] = repo.Path,
        };
        workspace.AddTo(outputs);
        return outputs;
    }
}

/// <summary>The job or pipeline that a workload's program declares.</summary>
internal sealed record DeclaredObject(CustomResource Resource, IDictionary<string, object?> Outputs);
