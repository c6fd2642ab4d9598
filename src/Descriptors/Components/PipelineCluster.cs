namespace Provisioner.Descriptors.Components;

/// <summary>The cluster that a pipeline runs on.</summary>
public sealed record PipelineCluster
{
    /// <summary>Fixed or automatic.</summary>
    public required PipelineScaling Scaling { get; init; }

    public string? WorkerType { get; init; }

    public string? DriverType { get; init; }

    public string? PolicyId { get; init; }

    public required IReadOnlyDictionary<string, string> SparkConf { get; init; }

    /// <summary>Those of the environment over those of all environments, name by name.</summary>
    public required IReadOnlyDictionary<string, string> SparkEnvironment { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}

/// <summary>How many workers a pipeline's cluster has.</summary>
public abstract record PipelineScaling
{
    private protected PipelineScaling()
    {
    }
}

/// <summary>Always the same number.</summary>
public sealed record FixedScaling(int Workers) : PipelineScaling;

/// <summary>Between two numbers.</summary>
/// <param name="Mode">ENHANCED or LEGACY.</param>
public sealed record AutomaticScaling(string Mode, int MinWorkers, int MaxWorkers) : PipelineScaling;
