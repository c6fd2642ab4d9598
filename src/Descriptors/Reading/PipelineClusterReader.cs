using Provisioner.Descriptors.Components;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads the cluster of a DLT pipeline.</summary>
internal static class PipelineClusterReader
{
    public static PipelineCluster Read(Fields cluster, string environment, DescriptorSettings settings) => new()
    {
        Scaling = Scaling(cluster),
        WorkerType = cluster.OptionalText("workerType"),
        DriverType = cluster.OptionalText("driverType"),
        PolicyId = cluster.OptionalText("policyId"),
        SparkConf = SettingsMaps.Read(cluster, "sparkConf"),
        SparkEnvironment = SettingsMaps.ReadSparkEnvironment(cluster, environment, settings),
        Tags = SettingsMaps.Read(cluster, "tags"),
    };

    private static PipelineScaling Scaling(Fields cluster)
    {
        var mode = cluster.Choice("mode", "ENHANCED", "LEGACY", "NONE");
        return mode is null or "NONE" ? Fixed(cluster) : Automatic(cluster, mode);
    }

    private static FixedScaling Fixed(Fields cluster)
    {
        Forbid(cluster, "minWorkers", "is only allowed together with a mode.");
        Forbid(cluster, "maxWorkers", "is only allowed together with a mode.");
        return new FixedScaling(cluster.RequiredInteger("numWorkers", minimum: 0));
    }

    private static AutomaticScaling Automatic(Fields cluster, string mode)
    {
        Forbid(cluster, "numWorkers", "is not allowed together with a mode: minWorkers and maxWorkers say how many.");
        var minimum = cluster.RequiredInteger("minWorkers", minimum: 0);
        var maximum = cluster.RequiredInteger("maxWorkers", minimum: 1);
        if (cluster.Has("minWorkers") && cluster.Has("maxWorkers") && maximum < minimum)
            cluster.Problem("maxWorkers", $"must not be smaller than minWorkers ({minimum}), but is {maximum}.");
        return new AutomaticScaling(mode, minimum, maximum);
    }

    private static void Forbid(Fields cluster, string field, string message)
    {
        if (cluster.Has(field))
            cluster.Problem(field, message);
    }
}
