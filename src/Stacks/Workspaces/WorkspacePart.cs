using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Components;
using Provisioner.Facts.Identities;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Adoption;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;
using Pulumi;
using Authorization = Pulumi.AzureNative.Authorization;
using Azure = Pulumi.AzureNative.Databricks;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Workspaces;

/// <summary>Declares the workspace, its roles and members and its metastore; for a workspace that is not managed, only the provider that works in it.</summary>
internal sealed class WorkspacePart(WorkspaceReference reference, ComponentFacts facts, StackSettings settings)
{
    private readonly IReadOnlyList<RolePlan> _roles = reference is ManagedWorkspace managed
        ? RolePlan.Of(settings.Azure, settings.Azure.WorkspaceId(managed.Name), facts.Workspace, facts.Identities, facts.OwnState)
        : [];

    /// <summary>Something live has to be taken into the state before it can be taken away.</summary>
    public bool NeedsPreparation => _roles.Any(role => role.IsDoomed);

    public WorkspaceScope Declare(bool preparing) => reference switch
    {
        ManagedWorkspace workspace => DeclareManaged(workspace, preparing),
        UnmanagedWorkspace workspace => new WorkspaceScope(
            WorkspaceProvider(Output.Create(workspace.Host), null), Output.Create(workspace.Host), null, []),
        _ => throw new InvalidOperationException($"{reference.GetType().Name} is no kind of workspace."),
    };

    private WorkspaceScope DeclareManaged(ManagedWorkspace reference, bool preparing)
    {
        var azure = new Pulumi.AzureNative.Provider(ResourceNames.AzureProvider, new Pulumi.AzureNative.ProviderArgs { SubscriptionId = settings.Azure.SubscriptionId! });
        var workspace = DeclareWorkspace(reference, azure);
        var prerequisites = new List<Resource>();
        prerequisites.AddRange(_roles.Where(role => preparing || !role.IsDoomed).Select(role => DeclareRole(role, reference, workspace, azure)));
        prerequisites.AddRange(DeclareMembers(workspace));
        var provider = WorkspaceProvider(workspace.WorkspaceUrl, workspace.Id);
        if (DeclareMetastore(workspace, provider, prerequisites) is { } metastore)
            prerequisites.Add(metastore);
        return new WorkspaceScope(provider, workspace.WorkspaceUrl, workspace.Id, prerequisites);
    }

    private Azure.Workspace DeclareWorkspace(ManagedWorkspace reference, Pulumi.AzureNative.Provider azure)
    {
        var mode = SharedMode.Of(facts.Workspace.Resource, facts.OwnState.Find(ResourceTypes.Workspace, ResourceNames.Workspace));
        if (!mode.IsManaged)
            return Azure.Workspace.Get(ResourceNames.Workspace, facts.Workspace.Resource.Id!, new CustomResourceOptions { Provider = azure });
        var args = new Azure.WorkspaceArgs
        {
            ResourceGroupName = settings.Azure.ResourceGroup!,
            WorkspaceName = reference.Name,
            Location = settings.Azure.Region,
            ManagedResourceGroupId = settings.Azure.ManagedResourceGroupId(reference.Name),
            Sku = new Azure.Inputs.SkuArgs { Name = settings.Azure.Sku.ToLowerInvariant() },
        };
        var options = new CustomResourceOptions
        {
            Provider = azure,
            RetainOnDelete = true,
            ImportId = mode.ImportId,
            // Azure moves no workspace: settings that have changed since are for new ones, and a replacement would only collide with the old one.
            IgnoreChanges = ["location", "managedResourceGroupId"],
        };
        return new Azure.Workspace(ResourceNames.Workspace, args, options);
    }

    private Authorization.RoleAssignment DeclareRole(RolePlan role, ManagedWorkspace reference, Azure.Workspace workspace, Pulumi.AzureNative.Provider azure)
    {
        var args = new Authorization.RoleAssignmentArgs
        {
            // As the provider reads it back from an id: with a slash in front, one that was imported would be replaced the next time.
            Scope = settings.Azure.WorkspaceId(reference.Name).TrimStart('/'),
            RoleAssignmentName = role.AssignmentName,
            RoleDefinitionId = settings.Azure.RoleDefinitionId(role.Role),
            PrincipalId = role.Principal.AzureObjectId!,
            PrincipalType = role.Principal.Kind.ToString(),
        };
        return new Authorization.RoleAssignment(
            role.ResourceName,
            args,
            new CustomResourceOptions { Provider = azure, DependsOn = workspace, RetainOnDelete = !role.IsDoomed, ImportId = role.ImportId });
    }

    private IEnumerable<Resource> DeclareMembers(Azure.Workspace workspace)
    {
        var account = new Dbx.Provider(ResourceNames.AccountProvider, new Dbx.ProviderArgs
        {
            Host = $"{settings.HostScheme}://{settings.Account.Host}",
            AccountId = settings.Account.Id!,
            AuthType = settings.Authentication.Account,
        });
        var (owner, developers) = (facts.Identities.Owner, facts.Identities.DevelopmentGroup);
        yield return DeclareMember(ResourceNames.WorkspaceOwner, owner, "ADMIN", workspace, account);
        if (developers.AccountId != owner.AccountId)
        {
            // An assignment is replaced as a whole: a group that somebody made administrators stays it.
            var permission = IsLiveAdmin(developers, facts.Workspace) ? "ADMIN" : "USER";
            yield return DeclareMember(ResourceNames.WorkspaceDevelopers, developers, permission, workspace, account);
        }
    }

    private static Dbx.MwsPermissionAssignment DeclareMember(string name, Principal principal, string permission, Azure.Workspace workspace, Dbx.Provider account) =>
        new(
            name,
            new Dbx.MwsPermissionAssignmentArgs { WorkspaceId = workspace.WorkspaceId, PrincipalId = principal.AccountId!, Permissions = new[] { permission } },
            new CustomResourceOptions { Provider = account, RetainOnDelete = true });

    private Dbx.MetastoreAssignment? DeclareMetastore(Azure.Workspace workspace, Dbx.Provider provider, List<Resource> prerequisites)
    {
        if (facts.Workspace.Metastore is not { WantedIds: [var wanted] } metastore)
            return null;
        var isOurs = facts.OwnState.Find(ResourceTypes.MetastoreAssignment, ResourceNames.Metastore) is not null;
        // One that somebody else attached is right as it is (WorkspaceChecks): there is nothing to manage.
        if (metastore.AttachedId is not null && !isOurs)
            return null;
        return new Dbx.MetastoreAssignment(
            ResourceNames.Metastore,
            new Dbx.MetastoreAssignmentArgs { WorkspaceId = workspace.WorkspaceId, MetastoreId = wanted },
            new CustomResourceOptions { Provider = provider, DependsOn = prerequisites.ToArray(), RetainOnDelete = true });
    }

    private Dbx.Provider WorkspaceProvider(Output<string> host, Output<string>? resourceId)
    {
        var scheme = settings.HostScheme;
        var authType = settings.AuthTypeOf(reference.Cloud);
        var args = new Dbx.ProviderArgs { Host = host.Apply(name => $"{scheme}://{name}"), AuthType = authType };
        // Lets a deploy user with rights on the Azure resource enter a workspace that does not know it yet.
        if (resourceId is not null && authType.StartsWith("azure-", StringComparison.Ordinal))
            args.AzureWorkspaceResourceId = resourceId;
        return new Dbx.Provider(ResourceNames.WorkspaceProvider, args);
    }

    private static bool IsLiveAdmin(Principal principal, WorkspaceFacts workspace) =>
        workspace.Members.Any(member => member.PrincipalId == principal.AccountId && member.Permissions.Contains("ADMIN", StringComparer.Ordinal));
}
