using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Stacks.Jobs;

/// <summary>How cheap a cluster's machines are to be, in the words of its cloud.</summary>
internal sealed record SpotPlan
{
    public required Cloud Cloud { get; init; }

    public string? Availability { get; init; }

    public int? FirstOnDemand { get; init; }

    /// <summary>Azure only.</summary>
    public double? BidMaxPrice { get; init; }

    /// <summary>AWS only: per cent of the on-demand price.</summary>
    public int? BidPricePercent { get; init; }

    public bool IsEmpty => Availability is null && FirstOnDemand is null && BidMaxPrice is null && BidPricePercent is null;

    public static SpotPlan Of(JobCluster cluster, Cloud cloud)
    {
        var plan = Asked(cluster, cloud);
        // Azure's defaults are given by name: the platform answers with them, and what is left out again later would stay as it was. The provider sends no
        // zero, and the platform takes none: the driver at least is on demand.
        return cloud != Cloud.Azure ? plan : plan with
        {
            Availability = plan.Availability ?? OnDemand(cloud), FirstOnDemand = plan.FirstOnDemand is > 0 and var first ? first : 1, BidMaxPrice = plan.BidMaxPrice ?? (cluster.SpotInstances == false ? null : -1),
        };
    }

    private static SpotPlan Asked(JobCluster cluster, Cloud cloud)
    {
        if (cluster.SpotInstances == false)
        {
            // Without spot machines there is nothing to bid for; on-demand is every cloud's own choice when nothing else is said.
            return new SpotPlan { Cloud = cloud, Availability = cluster.Availability is null ? null : OnDemand(cloud), FirstOnDemand = cluster.FirstOnDemand };
        }

        return new SpotPlan
        {
            Cloud = cloud,
            Availability = cluster.Availability ?? (cluster.SpotInstances == true ? SpotWithFallback(cloud) : null),
            FirstOnDemand = cluster.FirstOnDemand,
            BidMaxPrice = cloud == Cloud.Azure ? cluster.SpotBidMaxPrice : null,
            BidPricePercent = cloud == Cloud.Aws && cluster.SpotBidMaxPrice > 0 ? (int)cluster.SpotBidMaxPrice : null,
        };
    }

    private static string OnDemand(Cloud cloud) => cloud switch
    {
        Cloud.Aws => "ON_DEMAND",
        Cloud.Gcp => "ON_DEMAND_GCP",
        _ => "ON_DEMAND_AZURE",
    };

    private static string SpotWithFallback(Cloud cloud) => cloud switch
    {
        Cloud.Aws => "SPOT_WITH_FALLBACK",
        Cloud.Gcp => "PREEMPTIBLE_WITH_FALLBACK_GCP",
        _ => "SPOT_WITH_FALLBACK_AZURE",
    };
}
