namespace Provisioner.Descriptors.Components;

/// <summary>The cluster that a job makes for each run.</summary>
public sealed record JobCluster
{
    public required string SparkVersion { get; init; }

    public required string NodeType { get; init; }

    public string? DriverNodeType { get; init; }

    /// <summary>At least 1.</summary>
    public required int Workers { get; init; }

    /// <summary>-1 (the on-demand price) or a positive price per hour; on AWS per cent of the on-demand price.</summary>
    public double? SpotBidMaxPrice { get; init; }

    public int? FirstOnDemand { get; init; }

    /// <summary>Null: as <see cref="Availability"/> says. False wins over it.</summary>
    public bool? SpotInstances { get; init; }

    /// <summary>One of the values of the workspace's cloud, such as <c>SPOT_WITH_FALLBACK_AZURE</c>.</summary>
    public string? Availability { get; init; }

    /// <summary>PHOTON, STANDARD or null.</summary>
    public string? RuntimeEngine { get; init; }

    public required IReadOnlyDictionary<string, string> SparkConf { get; init; }

    /// <summary>Those of the environment over those of all environments, name by name.</summary>
    public required IReadOnlyDictionary<string, string> SparkEnvironment { get; init; }
}
