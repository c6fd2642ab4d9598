using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Subjects;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Tests.Reading;

public class JobReaderTests
{
    private const string Url = "https://adb-1.1.azuredatabricks.net";
    private const string Cluster = "dataProduct.components[0].specific.cluster";

    [Fact]
    public void Read_SampleJob_HasEveryField()
    {
        var job = Sample.Component<JobComponent>(Sample.Job);

        Assert.Equal("sales_orders_1_ingest-job_development", job.ObjectName);
        Assert.Equal(new ManagedWorkspace("sales_orders_1"), job.Workspace);
        Assert.Equal("main-metastore", job.Metastore);
        Assert.Equal("/orders_1/ingest-job/orders", job.RepoPath.Value);
        Assert.Equal("/orders_1/ingest-job", job.RepoPath.Folder?.Value);
        Assert.Null(job.RunAsPrincipalName);
        Assert.Equal("https://github.com/acme/orders-ingest.git", job.Git.Url);
        Assert.Equal(new GitReference(GitReferenceType.Branch, "main"), job.Source);
        Assert.Equal("notebooks/ingest", job.NotebookPath);
        Assert.Equal(new Schedule("0 0 5 * * ?", "Europe/Rome"), job.Schedule);
        Assert.Equal("Loads raw orders every morning", job.Description);
        Assert.Equal("sales.orders.1.ingest-job.development", job.StackName);
        Assert.True(job.DataProduct.IsDevelopment);
        Assert.Equal("anna.rossi@company.com", Assert.IsType<UserSubject>(job.DataProduct.Owner).UserName);
        Assert.Equal("sales-developers", job.DataProduct.DevelopmentGroup.DisplayName);
    }

    [Fact]
    public void Read_SampleCluster_HasEveryField()
    {
        var cluster = Sample.Component<JobComponent>(Sample.Job).Cluster;

        Assert.Equal("15.4.x-scala2.12", cluster.SparkVersion);
        Assert.Equal("Standard_DS3_v2", cluster.NodeType);
        Assert.Equal("Standard_DS3_v2", cluster.DriverNodeType);
        Assert.Equal(2, cluster.Workers);
        Assert.Equal(-1, cluster.SpotBidMaxPrice);
        Assert.Equal(1, cluster.FirstOnDemand);
        Assert.True(cluster.SpotInstances);
        Assert.Equal("SPOT_WITH_FALLBACK_AZURE", cluster.Availability);
        Assert.Equal("PHOTON", cluster.RuntimeEngine);
        Assert.Equal("8", cluster.SparkConf["spark.sql.shuffle.partitions"]);
        Assert.Equal("DEBUG", Assert.Single(cluster.SparkEnvironment).Value);
    }

    [Theory]
    [InlineData("development", "DEBUG")]
    [InlineData("Development", "DEBUG")]
    [InlineData("production", "INFO")]
    [InlineData("qa", "INFO")]
    public void Read_EnvironmentsOwnVariables_Win(string environment, string expected)
    {
        var job = Sample.Component<JobComponent>(Sample.Job, ("environment: development", $"environment: {environment}"));

        Assert.Equal(expected, job.Cluster.SparkEnvironment["LOG_LEVEL"]);
    }

    [Fact]
    public void Read_VariablesOfAllEnvironments_StayBesideTheEnvironmentsOwn()
    {
        var job = Sample.Component<JobComponent>(
            Sample.Job, ("- { name: LOG_LEVEL, value: INFO }", "- { name: LOG_LEVEL, value: INFO }\n            - { name: REGION, value: 7 }"));

        Assert.Equal(["LOG_LEVEL", "REGION"], job.Cluster.SparkEnvironment.Keys);
        Assert.Equal("7", job.Cluster.SparkEnvironment["REGION"]);
    }

    [Fact]
    public void Read_ConfAsMap_EqualsConfAsList()
    {
        var job = Sample.Component<JobComponent>(
            Sample.Job, ("sparkConf:\n            - { name: spark.sql.shuffle.partitions, value: \"8\" }", "sparkConf: { spark.sql.shuffle.partitions: 8, spark.x: true }"));

        Assert.Equal("8", job.Cluster.SparkConf["spark.sql.shuffle.partitions"]);
        Assert.Equal("true", job.Cluster.SparkConf["spark.x"]);
    }

    [Theory]
    [InlineData("jobName: sales_orders_1_ingest-job_development", "jobName: IGNORED")]
    [InlineData("jobName: sales_orders_1_ingest-job_development", "jobName: \"\"")]
    [InlineData("jobName: sales_orders_1_ingest-job_development", "jobName:")]
    [InlineData("jobName: sales_orders_1_ingest-job_development", "other: 1")]
    public void Read_NameLeftOut_IsTheDefault(string old, string replacement)
    {
        var job = Sample.Component<JobComponent>(Sample.Job, (old, replacement));

        Assert.Equal("sales_orders_1_ingest-job_development", job.ObjectName);
    }

    [Fact]
    public void Read_OptionsLeftBlankByATemplate_AreAbsentWhateverTheirType()
    {
        var job = Sample.Component<JobComponent>(
            Sample.Job,
            ("spotBidMaxPrice: -1", "spotBidMaxPrice: \"\""),
            ("firstOnDemand: 1", "firstOnDemand: ''"),
            ("spotInstances: true", "spotInstances: \" \""),
            ("availability: SPOT_WITH_FALLBACK_AZURE", "availability: \"\""),
            ("runtimeEngine: PHOTON", "runtimeEngine: \"\""),
            ("sparkConf:\n            - { name: spark.sql.shuffle.partitions, value: \"8\" }", "sparkConf: \"\""),
            ("cronExpression: 0 0 5 * * ?", "cronExpression: \"\""),
            ("javaTimezoneId: Europe/Rome", "javaTimezoneId:"));

        Assert.Equal((null, null, null, null, null), (job.Cluster.SpotBidMaxPrice, job.Cluster.FirstOnDemand, job.Cluster.SpotInstances, job.Cluster.Availability, job.Cluster.RuntimeEngine));
        Assert.Empty(job.Cluster.SparkConf);
        Assert.Null(job.Schedule);
    }

    [Fact]
    public void Read_WhatIsRequiredLeftBlank_IsMissing() =>
        Assert.Equal(
            [$"{Cluster}.numWorkers", "componentIdToProvision"],
            [.. Sample.ProblemPaths(Sample.Job, ("numWorkers: 2\n          spot", "numWorkers: \"\"\n          spot")),
             .. Sample.ProblemPaths(Sample.Job, ($"componentIdToProvision: {Sample.Job}", "componentIdToProvision: \"\""))]);

    [Fact]
    public void Read_TextsForPeopleThatReadAsNumbers_AreWhatWasWritten()
    {
        var job = Sample.Component<JobComponent>(
            Sample.Job,
            ("  name: Orders\n", "  name: 2024\n"), ("domain: sales\n  version: 1.2.0", "domain: 7\n  version: 1.10"),
            ("name: Ingest job", "name: true"), ("description: Loads raw orders every morning", "description: 1.50"));

        Assert.Equal(("2024", "7", "1.10"), (job.DataProduct.Name, job.DataProduct.Domain, job.DataProduct.Version));
        Assert.Equal(("true", "1.50"), (job.DisplayName, job.Description));
    }

    [Theory]
    [InlineData("cronExpression: 0 0 5 * * ?", "cronExpression:", "cronExpression")]
    [InlineData("javaTimezoneId: Europe/Rome", "javaTimezoneId: \"\"", "javaTimezoneId")]
    public void Read_HalfASchedule_IsReported(string old, string replacement, string field) =>
        Assert.Equal([$"dataProduct.components[0].specific.scheduling.{field}"], Sample.ProblemPaths(Sample.Job, (old, replacement)));

    [Fact]
    public void Read_RepoPathAndWorkspaceLeftOut_AreTheDefaults()
    {
        var job = Sample.Component<JobComponent>(
            Sample.Job, ("        repoPath: orders_1/ingest-job/orders\n", ""), ("        workspace: sales_orders_1\n        metastore: main-metastore\n        jobName", "        metastore: m\n        jobName"));

        Assert.Equal("/orders_1/ingest-job/orders-ingest", job.RepoPath.Value);
        Assert.Equal(new ManagedWorkspace("sales_orders_1"), job.Workspace);
    }

    [Fact]
    public void Read_ManyFaults_AreAllReportedWithTheirPaths()
    {
        var paths = Sample.ProblemPaths(
            Sample.Job,
            ("numWorkers: 2\n          spot", "numWorkers: 0\n          spot"),
            ("nodeTypeId: Standard_DS3_v2", "nodeType: x"),
            ("firstOnDemand: 1", "firstOnDemand: one"),
            ("spotInstances: true", "spotInstances: 'true'"),
            ("availability: SPOT_WITH_FALLBACK_AZURE", "availability: SPOT"),
            ("gitReferenceType: BRANCH", "gitReferenceType: COMMIT"),
            ("repoPath: orders_1/ingest-job/orders", "repoPath: orders_1/../../etc"),
            ("dataProductOwner: user:anna.rossi_company.com", "dataProductOwner: anna"),
            ("cronExpression: 0 0 5 * * ?", "cronExpression: 0 5 * * *"));

        Assert.Equal(
            [
                "dataProduct.dataProductOwner", "dataProduct.components[0].specific.git.gitReferenceType", "dataProduct.components[0].specific.repoPath",
                "dataProduct.components[0].specific.scheduling.cronExpression", $"{Cluster}.nodeTypeId", $"{Cluster}.numWorkers", $"{Cluster}.firstOnDemand",
                $"{Cluster}.spotInstances", $"{Cluster}.availability",
            ],
            paths);
    }

    [Theory]
    [InlineData("numWorkers: 2\n          spot", "numWorkers: two\n          spot", Cluster + ".numWorkers")]
    [InlineData("numWorkers: 2\n          spot", "numWorkers: \"2\"\n          spot", Cluster + ".numWorkers")]
    [InlineData("numWorkers: 2\n          spot", "numWorkers: 2.5\n          spot", Cluster + ".numWorkers")]
    [InlineData("numWorkers: 2\n          spot", "numWorkers: 99999999999\n          spot", Cluster + ".numWorkers")]
    [InlineData("numWorkers: 2\n          spot", "spot", Cluster + ".numWorkers")]
    [InlineData("spotBidMaxPrice: -1", "spotBidMaxPrice: 0", Cluster + ".spotBidMaxPrice")]
    [InlineData("spotBidMaxPrice: -1", "spotBidMaxPrice: .nan", Cluster + ".spotBidMaxPrice")]
    [InlineData("runtimeEngine: PHOTON", "runtimeEngine: FAST", Cluster + ".runtimeEngine")]
    [InlineData("clusterSparkVersion: 15.4.x-scala2.12", "clusterSparkVersion: 15.4", Cluster + ".clusterSparkVersion")]
    [InlineData("{ name: LOG_LEVEL, value: DEBUG }", "{ name: LOG LEVEL, value: DEBUG }", Cluster + ".sparkEnvVarsDevelopment[0]")]
    [InlineData("{ name: LOG_LEVEL, value: DEBUG }", "{ value: DEBUG }", Cluster + ".sparkEnvVarsDevelopment[0].name")]
    [InlineData("{ name: LOG_LEVEL, value: DEBUG }", "{ name: A, value: [1] }", Cluster + ".sparkEnvVarsDevelopment[0]")]
    [InlineData("gitReference: main", "gitReference: 'a b'", "dataProduct.components[0].specific.git.gitReference")]
    [InlineData("gitReference: main", "gitReference: '--upload-pack=x'", "dataProduct.components[0].specific.git.gitReference")]
    [InlineData("gitPath: notebooks/ingest", "gitPath: ../ingest", "dataProduct.components[0].specific.git.gitPath")]
    [InlineData("https://github.com/acme/orders-ingest.git", "git@github.com:acme/orders.git", "dataProduct.components[0].specific.git.gitRepoUrl")]
    [InlineData("https://github.com/acme/orders-ingest.git", "https://u:p@github.com/acme/orders.git", "dataProduct.components[0].specific.git.gitRepoUrl")]
    [InlineData("https://github.com/acme/orders-ingest.git", "https://token@dev.azure.com/acme/orders/_git/ingest", "dataProduct.components[0].specific.git.gitRepoUrl")]
    [InlineData("https://github.com/acme/orders-ingest.git", "https://acme:pw@dev.azure.com/acme/orders/_git/ingest", "dataProduct.components[0].specific.git.gitRepoUrl")]
    [InlineData("https://github.com/acme/orders-ingest.git", "file:///etc/passwd", "dataProduct.components[0].specific.git.gitRepoUrl")]
    [InlineData("repoPath: orders_1/ingest-job/orders", "repoPath: Repos/orders", "dataProduct.components[0].specific.repoPath")]
    [InlineData("jobName: sales_orders_1_ingest-job_development", "jobName: \"a\\nb\"", "dataProduct.components[0].specific.jobName")]
    [InlineData("jobName: sales_orders_1_ingest-job_development", "jobName: 12", "dataProduct.components[0].specific.jobName")]
    [InlineData("jobName: sales_orders_1_ingest-job_development", "jobName: [a]", "dataProduct.components[0].specific.jobName")]
    [InlineData("javaTimezoneId: Europe/Rome", "javaTimezoneId: \"Rome;\"", "dataProduct.components[0].specific.scheduling.javaTimezoneId")]
    [InlineData("environment: development", "environment: ''", "dataProduct.environment")]
    [InlineData("devGroup: group:sales-developers", "devGroup: user:x", "dataProduct.devGroup")]
    [InlineData("workload\n      version: 1.2.0\n      infra", "storage\n      version: 1.2.0\n      infra", "dataProduct.components[0].kind")]
    [InlineData("databricks-workload-job-template:1.0.0", "databricks-workload-other-template:1.0.0", "dataProduct.components[0].useCaseTemplateId")]
    public void Read_OneFault_IsReportedAlone(string old, string replacement, string path) =>
        Assert.Equal([path], Sample.ProblemPaths(Sample.Job, (old, replacement)));

    [Fact]
    public void Read_CloneUrlOfAzureDevOps_LosesTheOrganisationInFront() =>
        Assert.Equal(
            "https://dev.azure.com/Acme/My%20Orders/_git/ingest",
            Sample.Component<JobComponent>(Sample.Job, ("https://github.com/acme/orders-ingest.git", "https://acme@dev.azure.com/Acme/My%20Orders/_git/ingest")).Git.Url);

    [Fact]
    public void Read_SectionMissing_IsOneProblemNotOnePerField() =>
        Assert.Equal([Cluster], Sample.ProblemPaths(Sample.Job, ("        cluster:\n          clusterSparkVersion", "        noCluster:\n          clusterSparkVersion")));

    [Fact]
    public void Read_LongestName_IsTakenAndOneMoreIsNot()
    {
        var name = new string('é', 255);

        Assert.Equal(name, Sample.Component<JobComponent>(Sample.Job, ("jobName: sales_orders_1_ingest-job_development", $"jobName: {name}")).ObjectName);
        Assert.Equal(
            ["dataProduct.components[0].specific.jobName"],
            Sample.ProblemPaths(Sample.Job, ("jobName: sales_orders_1_ingest-job_development", $"jobName: {name}é")));
    }

    [Fact]
    public void Read_WorkspaceByUrl_NeedsNoMetastore()
    {
        var job = Sample.Component<JobComponent>(
            Sample.Job, ("workspace: sales_orders_1\n        metastore: main-metastore\n        jobName", $"workspace: {Url}\n        jobName"));

        Assert.Equal(new UnmanagedWorkspace("adb-1.1.azuredatabricks.net", Cloud.Azure), job.Workspace);
        Assert.Null(job.Metastore);
    }

    [Fact]
    public void Read_ManagedWorkspaceWithoutMetastore_IsAProblem() =>
        Assert.Equal(
            ["dataProduct.components[0].specific.metastore"],
            Sample.ProblemPaths(Sample.Job, ("metastore: main-metastore\n        jobName", "jobName")));

    [Theory]
    [InlineData("https://x.cloud.databricks.com", "SPOT", "-1", null)]
    [InlineData("https://x.cloud.databricks.com", "SPOT_AZURE", "-1", "availability")]
    [InlineData("https://x.cloud.databricks.com", "SPOT", "80", null)]
    [InlineData("https://x.cloud.databricks.com", "SPOT", "0.5", "spotBidMaxPrice")]
    [InlineData("https://1.2.gcp.databricks.com", "PREEMPTIBLE_GCP", "-1", null)]
    [InlineData("https://1.2.gcp.databricks.com", "PREEMPTIBLE_GCP", "2", "spotBidMaxPrice")]
    [InlineData("https://1.2.gcp.databricks.com", "ON_DEMAND", "-1", "availability")]
    public void Read_SpotSettings_FollowTheWorkspacesCloud(string workspace, string availability, string bid, string? problem)
    {
        var paths = Sample.ProblemPaths(
            Sample.Job,
            ("workspace: sales_orders_1\n        metastore: main-metastore\n        jobName", $"workspace: {workspace}\n        jobName"),
            ("availability: SPOT_WITH_FALLBACK_AZURE", $"availability: {availability}"),
            ("spotBidMaxPrice: -1", $"spotBidMaxPrice: {bid}"));

        Assert.Equal(problem is null ? [] : [$"{Cluster}.{problem}"], paths);
    }
}
