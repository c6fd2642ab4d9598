namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A kind of object that has an access list.</summary>
/// <param name="Property">The property that names the object.</param>
/// <param name="Type">Object type in the answers of the API.</param>
/// <param name="RequestType">Object type in paths and in the resource's id.</param>
/// <param name="Levels">Allowed levels; those that let their holder manage the object are marked with <c>*</c>.</param>
/// <param name="ByPath">The property is a path: the id is looked up.</param>
/// <param name="KeepsCaller">The caller is added with CAN_MANAGE, lest it lock itself out.</param>
/// <param name="OnlyFor">The value of the property that this entry is for; null means any.</param>
internal sealed record PermissionsObject(
    string Property, string NativeProperty, string Type, string RequestType, IReadOnlyList<string> Levels,
    bool ByPath = false, bool KeepsCaller = false, string? OnlyFor = null)
{
    private static readonly string[] Files = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE*"];
    private static readonly string[] Reports = ["CAN_EDIT", "CAN_RUN", "CAN_MANAGE*", "CAN_READ", "CAN_VIEW"];
    private static readonly string[] Use = ["CAN_USE", "CAN_MANAGE*"];
    private static readonly string[] Query = ["CAN_QUERY", "CAN_MANAGE*"];

    public static IReadOnlyList<PermissionsObject> All { get; } =
    [
        new("clusterPolicyId", "cluster_policy_id", "cluster-policy", "cluster-policies", ["CAN_USE*"]),
        new("instancePoolId", "instance_pool_id", "instance-pool", "instance-pools", ["CAN_ATTACH_TO", "CAN_MANAGE*"], KeepsCaller: true),
        new("clusterId", "cluster_id", "cluster", "clusters", ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE*"], KeepsCaller: true),
        new("pipelineId", "pipeline_id", "pipelines", "pipelines", ["CAN_VIEW", "CAN_RUN", "CAN_MANAGE*", "IS_OWNER*"]),
        new("jobId", "job_id", "job", "jobs", ["CAN_VIEW", "CAN_MANAGE_RUN", "IS_OWNER*", "CAN_MANAGE*"]),
        new("notebookId", "notebook_id", "notebook", "notebooks", Files),
        new("notebookPath", "notebook_path", "notebook", "notebooks", Files, ByPath: true),
        new("directoryId", "directory_id", "directory", "directories", Files),
        new("directoryPath", "directory_path", "directory", "directories", Files, ByPath: true),
        new("workspaceFileId", "workspace_file_id", "file", "files", Files),
        new("workspaceFilePath", "workspace_file_path", "file", "files", Files, ByPath: true),
        new("repoId", "repo_id", "repo", "repos", Files),
        new("repoPath", "repo_path", "repo", "repos", Files, ByPath: true),
        new("authorization", "authorization", "tokens", "authorization", ["CAN_USE*", "CAN_MANAGE*"], OnlyFor: "tokens"),
        new("authorization", "authorization", "passwords", "authorization", ["CAN_USE*"], OnlyFor: "passwords"),
        new("sqlEndpointId", "sql_endpoint_id", "warehouses", "sql/warehouses", ["CAN_USE", "CAN_MANAGE*", "CAN_MONITOR", "CAN_VIEW", "IS_OWNER*"], KeepsCaller: true),
        new("sqlDashboardId", "sql_dashboard_id", "dashboard", "dbsql-dashboards", Reports, KeepsCaller: true),
        new("sqlAlertId", "sql_alert_id", "alert", "sql/alerts", Reports, KeepsCaller: true),
        new("sqlQueryId", "sql_query_id", "query", "sql/queries", Reports, KeepsCaller: true),
        new("dashboardId", "dashboard_id", "dashboard", "dashboards", Files),
        new("experimentId", "experiment_id", "mlflowExperiment", "experiments", ["CAN_READ", "CAN_EDIT", "CAN_MANAGE*"]),
        new("registeredModelId", "registered_model_id", "registered-model", "registered-models",
            ["CAN_READ", "CAN_EDIT", "CAN_MANAGE_STAGING_VERSIONS", "CAN_MANAGE_PRODUCTION_VERSIONS", "CAN_MANAGE*"], KeepsCaller: true),
        new("servingEndpointId", "serving_endpoint_id", "serving-endpoint", "serving-endpoints", ["CAN_VIEW", "CAN_QUERY", "CAN_MANAGE*"], KeepsCaller: true),
        new("vectorSearchEndpointId", "vector_search_endpoint_id", "vector-search-endpoints", "vector-search-endpoints", Use, KeepsCaller: true),
        new("appName", "app_name", "apps", "apps", Use, KeepsCaller: true),
        new("databaseInstanceName", "database_instance_name", "database-instances", "database-instances", Use, KeepsCaller: true),
        new("databaseProjectName", "database_project_name", "database-projects", "database-projects", Use, KeepsCaller: true),
        new("alertV2Id", "alert_v2_id", "alertv2", "alertsv2", Files, KeepsCaller: true),
        new("knowledgeAssistantId", "knowledge_assistant_id", "knowledge-assistants", "knowledge-assistants", Query, KeepsCaller: true),
        new("supervisorAgentId", "supervisor_agent_id", "supervisor-agents", "supervisor-agents", Query, KeepsCaller: true),
    ];

    public bool IsReport => ReferenceEquals(Levels, Reports);

    public bool HasOwner => Levels.Contains("IS_OWNER*", StringComparer.Ordinal);

    public IEnumerable<string> AllLevels => Levels.Select(level => level.TrimEnd('*')).Order(StringComparer.Ordinal);

    public IEnumerable<string> ManagementLevels => Levels.Where(level => level.EndsWith('*')).Select(level => level.TrimEnd('*')).Order(StringComparer.Ordinal);
}
