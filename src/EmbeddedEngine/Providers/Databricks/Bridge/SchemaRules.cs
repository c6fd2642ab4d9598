using System.Collections.Frozen;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// What the package schema does not say about a property: who else sets it, how it is compared, what excludes what. Facts of the
/// Terraform provider for Databricks and of the recorded plans. Keys are <c>Type.property</c>.
/// </summary>
internal static class SchemaRules
{
    private const string Triggers = "JobTriggers";

    private static readonly string[] Trigger = ["continuous", "schedule", "trigger"];

    private static readonly FrozenSet<string> ComputedProperties = Set(
        "Job.format", "Job.runAs", "Job.url",
        "JobTask.retryOnTimeout", "JobTaskForEachTaskTask.retryOnTimeout", "JobTaskSparkJarTask.runAsRepl",
        "Directory.objectId", "Directory.workspacePath",
        "Repo.gitProvider", "Repo.path", "Repo.branch", "Repo.commitHash", "Repo.workspacePath",
        "Permissions.objectType",
        "Catalog.effectivePredictiveOptimizationFlag", "Catalog.enablePredictiveOptimization", "Catalog.isolationMode", "Catalog.metastoreId", "Catalog.owner",
        "Catalog.provisioningInfo",
        "Schema.enablePredictiveOptimization", "Schema.metastoreId", "Schema.owner",
        "MetastoreAssignment.defaultCatalogName",
        "PermissionAssignment.displayName", "PermissionAssignment.groupName", "PermissionAssignment.principalId", "PermissionAssignment.servicePrincipalName",
        "PermissionAssignment.userName",
        "Pipeline.cause", "Pipeline.clusterId", "Pipeline.creatorUserName", "Pipeline.health", "Pipeline.lastModified", "Pipeline.latestUpdates", "Pipeline.pipelineId",
        "Pipeline.runAsUserName", "Pipeline.state", "Pipeline.url",
        "PipelineCluster.driverNodeTypeId", "PipelineCluster.enableLocalDiskEncryption", "PipelineCluster.nodeTypeId", "PipelineEventLog.catalog", "PipelineEventLog.schema",
        "SqlTable.clusterId", "SqlTable.columns", "SqlTable.owner", "SqlTable.partitions", "SqlTable.tableId", "SqlTable.effectiveProperties",
        "SqlTableColumn.type", "SqlTableColumn.typeJson");

    private static readonly FrozenSet<string> ComputedClusterProperties = Set(
        "driverInstancePoolId", "driverNodeTypeId", "enableElasticDisk", "enableLocalDiskEncryption", "nodeTypeId");

    private static readonly FrozenSet<string> KeptWhenOmitted = Set(
        "Job.emailNotifications", "Job.webhookNotifications", "Job.queue",
        "JobTask.emailNotifications", "JobTask.webhookNotifications", "JobTaskForEachTaskTask.emailNotifications",
        "JobTaskNotebookTask.source", "JobTaskSparkPythonTask.source", "JobTaskSqlTaskFile.source", "JobTaskDbtTask.source",
        "Pipeline.edition", "Pipeline.channel", "Pipeline.storage", "SqlTable.dataSourceFormat", "SqlTable.storageLocation",
        "Catalog.effectivePredictiveOptimizationFlag", "Catalog.provisioningInfo");

    private static readonly FrozenSet<string> KeptObjects = Set(
        "JobEmailNotifications", "JobQueue", "JobTaskEmailNotifications", "JobTaskForEachTaskTaskEmailNotifications");

    // The platform fills in what a job's cluster leaves out of the cloud's attributes, and the whole block; and it has two names for some access modes.
    private static readonly FrozenSet<string> KeptClusterProperties = Set("awsAttributes", "azureAttributes", "gcpAttributes", "dataSecurityMode");

    private static readonly string[] KeptClusterObjects = ["NewClusterAwsAttributes", "NewClusterAzureAttributes", "NewClusterGcpAttributes"];

    private static readonly FrozenSet<string> Locations = Set("Catalog.storageRoot", "Schema.storageRoot", "SqlTable.storageLocation");

    private static readonly FrozenSet<(string Live, string Asked)> SameAccessModes = FrozenSet.Create(
        ("SINGLE_USER", "DATA_SECURITY_MODE_DEDICATED"), ("USER_ISOLATION", "DATA_SECURITY_MODE_STANDARD"),
        ("SINGLE_USER", "DATA_SECURITY_MODE_AUTO"), ("USER_ISOLATION", "DATA_SECURITY_MODE_AUTO"));

    private static readonly FrozenSet<string> Sets = Set(
        "Permissions.accessControls", "Grants.grants", "GrantsGrant.privileges", "Grant.privileges",
        "MwsPermissionAssignment.permissions", "PermissionAssignment.permissions");

    private static readonly FrozenSet<string> CaseInsensitive = Set(
        "Repo.gitProvider", "Pipeline.edition", "Pipeline.catalog", "PipelineClusterAutoscale.mode",
        "Catalog.name", "Catalog.connectionName", "Catalog.shareName", "Catalog.providerName", "Schema.name", "Schema.catalogName",
        "SqlTable.name", "SqlTable.catalogName", "SqlTable.schemaName", "SqlTable.dataSourceFormat");

    private static readonly FrozenSet<string> SilentFalse = Set(
        "Job.alwaysRunning", "Job.controlRunState", "Directory.deleteRecursive", "Catalog.forceDestroy", "Schema.forceDestroy");

    private static readonly string[] RuntimeEngines = ["PHOTON", "STANDARD"];

    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["JobSchedule.pauseStatus"] = ["PAUSED", "UNPAUSED"],
        ["JobTrigger.pauseStatus"] = ["PAUSED", "UNPAUSED"],
        ["JobContinuous.pauseStatus"] = ["PAUSED", "UNPAUSED"],
        ["JobTriggerPeriodic.unit"] = ["DAYS", "HOURS", "WEEKS"],
        ["JobTriggerTableUpdate.condition"] = ["ANY_UPDATED", "ALL_UPDATED"],
        ["Catalog.enablePredictiveOptimization"] = ["DISABLE", "ENABLE", "INHERIT"],
        ["Schema.enablePredictiveOptimization"] = ["DISABLE", "ENABLE", "INHERIT"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsComputed(string type, string property) =>
        property == "providerConfig"
        || ComputedProperties.Contains($"{type}.{property}")
        || (IsCluster(type) && ComputedClusterProperties.Contains(property));

    public static bool IsKeptWhenOmitted(string type, string property) =>
        KeptObjects.Contains(type)
        || KeptWhenOmitted.Contains($"{type}.{property}")
        || (IsCluster(type) && KeptClusterProperties.Contains(property))
        || KeptClusterObjects.Any(end => type.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Null: two values are the same only when they are equal.</summary>
    public static Func<string, string, bool>? Sameness(string type, string property) =>
        CaseInsensitive.Contains($"{type}.{property}") ? static (live, asked) => string.Equals(live, asked, StringComparison.OrdinalIgnoreCase)
        : Locations.Contains($"{type}.{property}") ? static (live, asked) => live.Length > 0 && (live + "/" == asked || live == asked + "/")
        : IsCluster(type) && property == "dataSecurityMode" ? static (live, asked) => SameAccessModes.Contains((live, asked))
        : null;

    public static bool IsSet(string type, string property) => Sets.Contains($"{type}.{property}");

    /// <summary>
    /// The package has one type for a job's trigger and for the items of its list of triggers, the provider two: the list's items have
    /// neither the defaults nor the exclusions of the other. Null: as the schema file says.
    /// </summary>
    public static string? Variant(string type, string property) => type == "Job" && property == "triggers" ? Triggers : null;

    public static bool IsVariant(string type) => type == Triggers;

    public static PropertyValue? SilentDefault(string type, string property) => SilentFalse.Contains($"{type}.{property}") ? (PropertyValue)false : null;

    public static IReadOnlyList<string> AllowedValues(string type, string property) =>
        IsCluster(type) && property == "runtimeEngine" ? RuntimeEngines : Allowed.GetValueOrDefault($"{type}.{property}") ?? [];

    public static string? OmittedValue(string type, string property) =>
        property == "runIf" && type is "JobTask" or "JobTaskForEachTaskTask" ? "ALL_SUCCESS" : null;

    public static IReadOnlyList<ExclusionRule> Exclusions(string type) => type switch
    {
        "Job" =>
        [
            .. Trigger.Select(name => new ExclusionRule(name, name, [.. Trigger.Where(other => other != name).Select(other => (other, other))])),
            new("alwaysRunning", "always_running", [("controlRunState", "control_run_state"), ("continuous", "continuous")]),
            new("controlRunState", "control_run_state", [("alwaysRunning", "always_running")]),
        ],
        "JobGitSource" => Mutual("git_source.0.", "branch", "commit", "tag"),
        "JobRunAs" => [new("userName", "run_as.0.user_name", [("servicePrincipalName", "run_as.0.service_principal_name")], ExactlyOne: true)],
        "JobTrigger" =>
        [
            new("fileArrival", "trigger.0.file_arrival", [("tableUpdate", "trigger.0.table_update"), ("periodic", "trigger.0.periodic")], ExactlyOne: true),
        ],
        "Repo" => Mutual("", "branch", "tag"),
        "Pipeline" => [.. Mutual("", "catalog", "storage"), .. Mutual("", "schema", "target")],
        "SqlTable" =>
        [
            new("clusterId", "cluster_id", [("warehouseId", "warehouse_id")]), new("warehouseId", "warehouse_id", [("clusterId", "cluster_id")]),
            new("partitions", "partitions", [("clusterKeys", "cluster_keys")]), new("clusterKeys", "cluster_keys", [("partitions", "partitions")]),
        ],
        "Catalog" =>
        [
            new("connectionName", "connection_name", [("providerName", "provider_name"), ("shareName", "share_name")]),
            new("providerName", "provider_name", [("connectionName", "connection_name"), ("storageRoot", "storage_root")]),
            new("shareName", "share_name", [("connectionName", "connection_name"), ("storageRoot", "storage_root")]),
        ],
        "PermissionAssignment" =>
        [
            new("userName", "user_name", [("groupName", "group_name"), ("principalId", "principal_id"), ("servicePrincipalName", "service_principal_name")], ExactlyOne: true),
        ],
        _ => [],
    };

    private static bool IsCluster(string type) => type.EndsWith("NewCluster", StringComparison.Ordinal);

    private static IReadOnlyList<ExclusionRule> Mutual(string prefix, params string[] names) =>
        [.. names.Select(name => new ExclusionRule(name, prefix + name, [.. names.Where(other => other != name).Select(other => (other, prefix + other))]))];

    private static FrozenSet<string> Set(params string[] keys) => keys.ToFrozenSet(StringComparer.Ordinal);
}
