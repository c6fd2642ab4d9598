namespace Provisioner.Stacks.Naming;

/// <summary>Names of the stack outputs that become a component's <c>info</c>.</summary>
public static class OutputNames
{
    /// <summary>Host name of the workspace, without scheme.</summary>
    public const string WorkspaceHost = "workspaceHost";

    /// <summary>Azure's resource id of a managed workspace.</summary>
    public const string WorkspaceResourceId = "workspaceResourceId";
    public const string RepoId = "repoId";
    public const string RepoPath = "repoPath";
    public const string JobId = "jobId";
    public const string PipelineId = "pipelineId";

    /// <summary>Map of notebook path to content hash, as deployed.</summary>
    public const string NotebookHashes = "notebookHashes";

    /// <summary>Unity Catalog's id of the view.</summary>
    public const string TableId = "tableId";

    /// <summary>Dotted name of the view.</summary>
    public const string TableFullName = "tableFullName";

    /// <summary>List of the principals who may read the view; what update-acl sets and a later provision keeps.</summary>
    public const string AccessList = "accessList";
}
