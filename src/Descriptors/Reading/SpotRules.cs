using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Reading;

/// <summary>Which ways of getting cheap machines each cloud has.</summary>
internal static class SpotRules
{
    private static readonly Dictionary<Cloud, string[]> Availabilities = new()
    {
        [Cloud.Azure] = ["ON_DEMAND_AZURE", "SPOT_AZURE", "SPOT_WITH_FALLBACK_AZURE"],
        [Cloud.Aws] = ["ON_DEMAND", "SPOT", "SPOT_WITH_FALLBACK"],
        [Cloud.Gcp] = ["ON_DEMAND_GCP", "PREEMPTIBLE_GCP", "PREEMPTIBLE_WITH_FALLBACK_GCP"],
    };

    /// <summary>The availability, which must be one of the workspace's cloud; when the workspace is wrong, one of any.</summary>
    public static string? Availability(Fields cluster, Cloud? cloud, double? bid)
    {
        if (cloud == Cloud.Gcp && bid is not (null or -1))
            cluster.Problem("spotBidMaxPrice", "must be -1 or left out: GCP takes no bids.");
        if (cloud == Cloud.Aws && bid is { } percent and > 0 && (percent > 10_000 || percent != Math.Floor(percent)))
            cluster.Problem("spotBidMaxPrice", "must on AWS be -1 or a whole number of per cent of the on-demand price, at most 10000.");
        return cluster.Choice("availability", cloud is { } known ? Availabilities[known] : [.. Availabilities.Values.SelectMany(v => v)]);
    }
}
