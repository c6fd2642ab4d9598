using Provisioner.Descriptors.Components;
using Provisioner.Facts.Identities;
using Provisioner.Stacks.Catalogs;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Pipelines;

/// <summary>The settings of a DLT pipeline.</summary>
internal static class PipelineArguments
{
    public static Dbx.PipelineArgs Of(PipelineComponent pipeline, IdentityFacts identities, DeclaredSchema schema)
    {
        var args = new Dbx.PipelineArgs
        {
            Name = pipeline.ObjectName,
            Edition = pipeline.ProductEdition,
            Continuous = pipeline.Continuous,
            Channel = pipeline.Channel,
            Photon = pipeline.Photon,
            Catalog = schema.Catalog,
            Schema = schema.Schema,
            Libraries = pipeline.Notebooks.Select(Notebook).Concat(pipeline.Files.Select(File)).ToArray(),
            Clusters = new[] { Cluster(pipeline.Cluster) },
        };
        if (pipeline.Notifications.Count > 0)
            args.Notifications = pipeline.Notifications.Select(Notification).ToArray();
        if (identities.RunAs is { } runAs)
            args.RunAs = new Dbx.Inputs.PipelineRunAsArgs { ServicePrincipalName = runAs.Name };
        return args;
    }

    private static Dbx.Inputs.PipelineLibraryArgs Notebook(string path) => new() { Notebook = new Dbx.Inputs.PipelineLibraryNotebookArgs { Path = path } };

    private static Dbx.Inputs.PipelineLibraryArgs File(string path) => new() { File = new Dbx.Inputs.PipelineLibraryFileArgs { Path = path } };

    private static Dbx.Inputs.PipelineNotificationArgs Notification(PipelineNotification notification) =>
        new() { EmailRecipients = new[] { notification.Mail }, Alerts = notification.Alerts.ToArray() };

    private static Dbx.Inputs.PipelineClusterArgs Cluster(PipelineCluster cluster)
    {
        var args = new Dbx.Inputs.PipelineClusterArgs { Label = "default" };
        switch (cluster.Scaling)
        {
            case AutomaticScaling automatic:
                args.Autoscale = new Dbx.Inputs.PipelineClusterAutoscaleArgs
                {
                    Mode = automatic.Mode,
                    MinWorkers = automatic.MinWorkers,
                    MaxWorkers = automatic.MaxWorkers,
                };
                break;
            case FixedScaling fixedSize:
                args.NumWorkers = fixedSize.Workers;
                break;
        }

        if (cluster.WorkerType is not null)
            args.NodeTypeId = cluster.WorkerType;
        if (cluster.DriverType is not null)
            args.DriverNodeTypeId = cluster.DriverType;
        if (cluster.PolicyId is not null)
            args.PolicyId = cluster.PolicyId;
        if (cluster.SparkConf.Count > 0)
            args.SparkConf = InputMaps.Of(cluster.SparkConf);
        if (cluster.SparkEnvironment.Count > 0)
            args.SparkEnvVars = InputMaps.Of(cluster.SparkEnvironment);
        if (cluster.Tags.Count > 0)
            args.CustomTags = InputMaps.Of(cluster.Tags);
        return args;
    }
}
