using System.ComponentModel;

namespace Provisioner.Api.Contract;

internal sealed record ProvisioningRequest
{
    [Description("Only COMPONENT_DESCRIPTOR is accepted.")]
    public required DescriptorKind DescriptorKind { get; init; }

    [Description("The descriptor of the data product, with componentIdToProvision: YAML text.")]
    public required string Descriptor { get; init; }

    [Description("The descriptor after the last enrichment: YAML text. It is stored with the operation and not read.")]
    public string? LatestEnrichedDescriptor { get; init; }

    [Description("When a component is unprovisioned: whether its repository goes too.")]
    [DefaultValue(false)]
    public bool RemoveData { get; init; }
}
