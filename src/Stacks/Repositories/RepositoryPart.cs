using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Access;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;
using Provisioner.Stacks.Workspaces;
using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Repositories;

/// <summary>Declares the folder, the git credential and the repo of a workload, and who may do what with it.</summary>
internal sealed class RepositoryPart(Workload workload, WorkloadFacts facts, StackSettings settings)
{
    private readonly PermissionPlan _permissions = PermissionPlan.Of(
        PermissionObject.Repo, ResourceNames.RepoPermissions, settings.Repo, facts.Identities, facts.Repository.Repo, facts.OwnState);

    public IEnumerable<string> Notes => IsOfAnother
        ? _permissions.Notes(facts.Repository.Repo, facts.Identities.Deployer).Prepend(
            $"The repo '{workload.RepoPath}' (id {ImportId()}) exists already, but of '{facts.Repository.Url}': it is taken over and replaced by one of '{workload.Git.Url}'. What was not pushed from it is lost.")
        : _permissions.Notes(facts.Repository.Repo, facts.Identities.Deployer);

    /// <summary>The live repo that is adopted is of another address. What is imported may not be replaced in the same run, so it is taken as it is before.</summary>
    public bool IsOfAnother => ImportId() is not null && facts.Repository.Url is { } live && live != workload.Git.Url;

    private string GitProvider => workload.Git.Provider ?? settings.Git.Provider;

    public Dbx.Repo Declare(WorkspaceScope workspace, bool preparing)
    {
        var before = new List<Resource>();
        if (workload.RepoPath.Folder is { } folder)
        {
            // The folder is everybody's: colleagues keep files in it.
            var options = workspace.Options();
            options.RetainOnDelete = true;
            before.Add(new Dbx.Directory(ResourceNames.Folder, new Dbx.DirectoryArgs { Path = folder.Value }, options));
        }

        if (settings.Git.Token is { Length: > 0 } token)
        {
            before.Add(DeclareCredential(ResourceNames.GitCredential, token, null, workspace));
            if (facts.Identities.RunAs?.AccountId is { } runAs)
                before.Add(DeclareCredential(ResourceNames.RunAsGitCredential, token, runAs, workspace));
        }

        var repo = DeclareRepo(workspace, before, preparing);
        PermissionPart.Declare(_permissions, repo, workspace.Provider);
        return repo;
    }

    private Dbx.GitCredential DeclareCredential(string name, string token, string? principalId, WorkspaceScope workspace)
    {
        var args = new Dbx.GitCredentialArgs
        {
            GitProvider = GitProvider,
            PersonalAccessToken = Output.CreateSecret(token),
            Name = settings.Git.CredentialName,
            // There is one credential for each user and provider, shared by every stack on the workspace.
            Force = true,
        };
        if (settings.Git.UserName is { Length: > 0 } user)
            args.GitUsername = user;
        if (principalId is not null)
            args.PrincipalId = principalId;
        var options = workspace.Options();
        options.RetainOnDelete = true;
        return new Dbx.GitCredential(name, args, options);
    }

    private Dbx.Repo DeclareRepo(WorkspaceScope workspace, List<Resource> before, bool preparing)
    {
        var args = new Dbx.RepoArgs { Url = workload.Git.Url, GitProvider = GitProvider, Path = workload.RepoPath.Value };
        if (workload.Git.Reference is { Type: GitReferenceType.Branch } branch)
            args.Branch = branch.Name;
        else if (workload.Git.Reference is { } tag)
            args.Tag = tag.Name;
        var options = workspace.Options(before);
        // The path stays taken until the old repo is gone.
        options.DeleteBeforeReplace = true;
        options.ImportId = preparing || !IsOfAnother ? ImportId() : null;
        if (preparing && IsOfAnother)
            options.IgnoreChanges = ["*"];
        return new Dbx.Repo(ResourceNames.Repo, args, options);
    }

    /// <summary>The repo at the path, whoever made it; it takes the place of another one in the state when the path has changed.</summary>
    private string? ImportId()
    {
        var own = facts.OwnState.Find(ResourceTypes.Repo, ResourceNames.Repo)?.Id;
        return facts.Repository.Repo.Ids.FirstOrDefault(id => id != own);
    }
}
