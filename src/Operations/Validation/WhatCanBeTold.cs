using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Provisioner.Facts.Components;
using Provisioner.Facts.Workspaces;

namespace Provisioner.Operations.Validation;

/// <summary>
/// Tells what stands against a component from what merely is not there yet: a data product is validated before any of it is deployed, and what
/// lives in a workspace that does not exist cannot be missing in it. Pure.
/// </summary>
internal static class WhatCanBeTold
{
    public static (IReadOnlyList<Problem> Problems, IReadOnlyList<string> Warnings) Of(Component component, ComponentFacts facts, IReadOnlyList<Problem> problems)
    {
        if (IsThere(component, facts))
            return (problems, []);
        var workspace = component is OutputPortComponent port ? port.ViewWorkspace : component.Workspace;
        var warnings = new List<string>();
        switch (facts.Workspace.State)
        {
            case WorkspaceState.Absent:
                warnings.Add($"The workspace '{workspace}' does not exist yet: what is in it could not be checked.");
                break;
            case WorkspaceState.Creating:
                warnings.Add($"The workspace '{workspace}' is still being created: what is in it could not be checked, and nothing can be deployed to it before it is there.");
                break;
        }

        var told = problems.Where(problem => !problem.Path.StartsWith(component.Path + ".", StringComparison.Ordinal) || IsOfWorkspace(problem, facts)).ToList();
        if (component is OutputPortComponent && facts.Workspace.Metastore is { WantedIds.Count: 0, WantedName: { } metastore })
        {
            told.RemoveAll(problem => problem.Path.EndsWith(".metastore", StringComparison.Ordinal));
            warnings.Add($"The metastore '{metastore}' does not exist yet: what is in it could not be checked.");
        }

        return (told, warnings);
    }

    private static bool IsThere(Component component, ComponentFacts facts)
    {
        if (facts.Workspace.State != WorkspaceState.Ready)
            return false;
        return component is not OutputPortComponent || (facts.Workspace.Metastore is not { AttachedId: null } && facts is not OutputPortFacts { SourceWorkspace: { State: not WorkspaceState.Ready } });
    }

    private static bool IsOfWorkspace(Problem problem, ComponentFacts facts)
    {
        var field = problem.Path[(problem.Path.LastIndexOf('.') + 1)..];
        return field == "metastore" || (field is "workspace" or "workspaceOP" && facts.Workspace.State is WorkspaceState.Failed);
    }
}
