namespace Provisioner.Stacks.Naming;

/// <summary>The names of resources inside a stack. They are part of each URN, which people, drift reports and targeted operations refer to: never change one.</summary>
public static class ResourceNames
{
    public const string WorkspaceProvider = "workspace";

    /// <summary>Works in the workspace of strays when the stack's own objects are in another.</summary>
    public const string StrayProvider = "strays";
    public const string AccountProvider = "account";
    public const string AzureProvider = "azure";
    public const string Workspace = "workspace";
    public const string WorkspaceRoleOwner = "workspace-role-owner";
    public const string WorkspaceRoleDevelopers = "workspace-role-developers";
    public const string WorkspaceOwner = "workspace-owner";
    public const string WorkspaceDevelopers = "workspace-developers";
    public const string Metastore = "metastore";
    public const string Catalog = "catalog";
    public const string CatalogOwner = "catalog-owner";
    public const string CatalogDevelopers = "catalog-developers";
    public const string Schema = "schema";
    public const string SchemaOwner = "schema-owner";
    public const string SchemaDevelopers = "schema-developers";
    public const string Folder = "folder";
    public const string GitCredential = "git-credential";
    public const string RunAsGitCredential = "run-as-git-credential";
    public const string Repo = "repo";
    public const string RepoPermissions = "repo-permissions";
    public const string Job = "job";
    public const string JobPermissions = "job-permissions";
    public const string Pipeline = "pipeline";
    public const string PipelinePermissions = "pipeline-permissions";
    public const string View = "view";
    public const string ViewGrants = "view-grants";

    private const string CatalogUserPrefix = "catalog-user-";
    private const string SchemaUserPrefix = "schema-user-";

    /// <summary>A live object of the component's name that is in no state: imported under this name, only to be destroyed.</summary>
    public static string Stray(string ownedName, string id) => $"{ownedName}-{id}";

    /// <summary>Is it the name of privileges that somebody on an access list needs to get at the view?</summary>
    public static bool IsForReader(string name) => name.StartsWith(CatalogUserPrefix, StringComparison.Ordinal) || name.StartsWith(SchemaUserPrefix, StringComparison.Ordinal);

    internal static string CatalogUser(string principal) => CatalogUserPrefix + principal;

    internal static string SchemaUser(string principal) => SchemaUserPrefix + principal;
}
