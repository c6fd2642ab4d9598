using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors;

/// <summary>What the reading of descriptors depends on and an installation may change.</summary>
public sealed record DescriptorSettings
{
    /// <summary>Template ids, without their last part (the version), of each kind of component.</summary>
    public IReadOnlyList<string> JobTemplates { get; init; } = ["urn:dmb:utm:databricks-workload-job-template"];

    public IReadOnlyList<string> WorkflowTemplates { get; init; } = ["urn:dmb:utm:databricks-workload-workflow-template"];

    public IReadOnlyList<string> PipelineTemplates { get; init; } = ["urn:dmb:utm:databricks-workload-dlt-template"];

    public IReadOnlyList<string> OutputPortTemplates { get; init; } = ["urn:dmb:utm:databricks-outputport-template"];

    /// <summary>Regular expressions (of the non-backtracking kind) for the whole host name of a workspace, by cloud.</summary>
    public IReadOnlyList<string> AzureHosts { get; init; } = [@"adb-[0-9]+\.[0-9]+\.azuredatabricks\.net"];

    public IReadOnlyList<string> AwsHosts { get; init; } = [@"[a-z0-9-]+(\.[a-z0-9-]+)*\.cloud\.databricks\.com"];

    public IReadOnlyList<string> GcpHosts { get; init; } = [@"[a-z0-9-]+(\.[a-z0-9-]+)*\.gcp\.databricks\.com"];

    /// <summary>The environments that have their own list of Spark variables; compared without regard to case.</summary>
    public string DevelopmentEnvironment { get; init; } = "development";

    public string QaEnvironment { get; init; } = "qa";

    public string ProductionEnvironment { get; init; } = "production";

    /// <summary>Taken when a managed workspace's descriptor names no metastore; none: the descriptor must name one.</summary>
    public string? DefaultMetastore { get; init; }

    public bool IsDevelopment(string environment) => string.Equals(environment, DevelopmentEnvironment, StringComparison.OrdinalIgnoreCase);

    internal IEnumerable<(Cloud Cloud, string Pattern)> HostPatterns() =>
        AzureHosts.Select(p => (Cloud.Azure, p)).Concat(AwsHosts.Select(p => (Cloud.Aws, p))).Concat(GcpHosts.Select(p => (Cloud.Gcp, p)));
}
