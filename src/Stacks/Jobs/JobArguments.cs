using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Identities;
using Provisioner.Stacks.Settings;
using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Jobs;

/// <summary>The settings of a job: one notebook task from git on a new single-user cluster.</summary>
internal static class JobArguments
{
    public static Dbx.JobArgs Of(JobComponent job, IdentityFacts identities, StackSettings settings)
    {
        var args = new Dbx.JobArgs
        {
            Name = job.ObjectName,
            GitSource = GitSource(job, settings),
            Tasks = new[]
            {
                new Dbx.Inputs.JobTaskArgs
                {
                    TaskKey = "main",
                    NotebookTask = new Dbx.Inputs.JobTaskNotebookTaskArgs { NotebookPath = job.NotebookPath, Source = "GIT" },
                    NewCluster = Cluster(job.Cluster, job.Workspace.Cloud),
                },
            },
        };
        if (job.Description.Length > 0)
            args.Description = job.Description;
        if (job.Cluster.SparkEnvironment.Count > 0)
            args.Parameters = job.Cluster.SparkEnvironment.Select(variable => new Dbx.Inputs.JobParameterArgs { Name = variable.Key, Default = variable.Value }).ToArray();
        if (job.Schedule is { } schedule)
            args.Schedule = new Dbx.Inputs.JobScheduleArgs { QuartzCronExpression = schedule.Cron, TimezoneId = schedule.TimeZone };
        if (identities.RunAs is { } runAs)
            args.RunAs = new Dbx.Inputs.JobRunAsArgs { ServicePrincipalName = runAs.Name };
        return args;
    }

    private static Dbx.Inputs.JobGitSourceArgs GitSource(JobComponent job, StackSettings settings)
    {
        var source = new Dbx.Inputs.JobGitSourceArgs { Url = job.Git.Url, Provider = job.Git.Provider ?? settings.Git.Provider };
        if (job.Source.Type == GitReferenceType.Branch)
            source.Branch = job.Source.Name;
        else
            source.Tag = job.Source.Name;
        return source;
    }

    private static Dbx.Inputs.JobTaskNewClusterArgs Cluster(JobCluster cluster, Cloud cloud)
    {
        var args = new Dbx.Inputs.JobTaskNewClusterArgs
        {
            SparkVersion = cluster.SparkVersion,
            NodeTypeId = cluster.NodeType,
            NumWorkers = cluster.Workers,
            DataSecurityMode = "SINGLE_USER",
        };
        if (cluster.DriverNodeType is not null)
            args.DriverNodeTypeId = cluster.DriverNodeType;
        if (cluster.RuntimeEngine is not null)
            args.RuntimeEngine = cluster.RuntimeEngine;
        if (cluster.SparkConf.Count > 0)
            args.SparkConf = InputMaps.Of(cluster.SparkConf);
        if (cluster.SparkEnvironment.Count > 0)
            args.SparkEnvVars = InputMaps.Of(cluster.SparkEnvironment);
        Spot(args, SpotPlan.Of(cluster, cloud));
        return args;
    }

    private static void Spot(Dbx.Inputs.JobTaskNewClusterArgs args, SpotPlan spot)
    {
        if (spot.IsEmpty)
            return;
        switch (spot.Cloud)
        {
            case Cloud.Azure:
                args.AzureAttributes = new Dbx.Inputs.JobTaskNewClusterAzureAttributesArgs
                {
                    Availability = Given(spot.Availability),
                    FirstOnDemand = Given(spot.FirstOnDemand),
                    SpotBidMaxPrice = Given(spot.BidMaxPrice),
                };
                break;
            case Cloud.Aws:
                args.AwsAttributes = new Dbx.Inputs.JobTaskNewClusterAwsAttributesArgs
                {
                    Availability = Given(spot.Availability),
                    FirstOnDemand = Given(spot.FirstOnDemand),
                    SpotBidPricePercent = Given(spot.BidPricePercent),
                };
                break;
            default:
                args.GcpAttributes = new Dbx.Inputs.JobTaskNewClusterGcpAttributesArgs
                {
                    Availability = Given(spot.Availability),
                    FirstOnDemand = Given(spot.FirstOnDemand),
                };
                break;
        }
    }

    private static Input<string>? Given(string? value) => value is null ? null : (Input<string>)value;

    private static Input<T>? Given<T>(T? value)
        where T : struct => value is null ? null : (Input<T>)value.Value;
}
