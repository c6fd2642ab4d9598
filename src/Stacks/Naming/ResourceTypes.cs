namespace Provisioner.Stacks.Naming;

/// <summary>Type tokens, as states and URNs hold them.</summary>
public static class ResourceTypes
{
    public const string Workspace = "azure-native:databricks:Workspace";
    public const string RoleAssignment = "azure-native:authorization:RoleAssignment";
    public const string WorkspaceAssignment = "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment";
    public const string MetastoreAssignment = "databricks:index/metastoreAssignment:MetastoreAssignment";
    public const string Catalog = "databricks:index/catalog:Catalog";
    public const string Schema = "databricks:index/schema:Schema";
    public const string Grant = "databricks:index/grant:Grant";
    public const string Grants = "databricks:index/grants:Grants";
    public const string Folder = "databricks:index/directory:Directory";
    public const string GitCredential = "databricks:index/gitCredential:GitCredential";
    public const string Repo = "databricks:index/repo:Repo";
    public const string Permissions = "databricks:index/permissions:Permissions";
    public const string Job = "databricks:index/job:Job";
    public const string Pipeline = "databricks:index/pipeline:Pipeline";
    public const string SqlTable = "databricks:index/sqlTable:SqlTable";

    /// <summary>The project that every stack belongs to.</summary>
    public const string Project = "databricks-provisioner";

    /// <summary>The URN of a resource without parent.</summary>
    public static string Urn(string stack, string type, string name) => $"urn:pulumi:{stack}::{Project}::{type}::{name}";
}
