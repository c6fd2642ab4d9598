using System.Text.Json.Serialization;

namespace Provisioner.Api.Contract;

[JsonConverter(typeof(JsonStringEnumConverter<DescriptorKind>))]
internal enum DescriptorKind
{
    [JsonStringEnumMemberName("DATAPRODUCT_DESCRIPTOR")]
    DataProduct,

    [JsonStringEnumMemberName("COMPONENT_DESCRIPTOR")]
    Component,

    [JsonStringEnumMemberName("DATAPRODUCT_DESCRIPTOR_WITH_RESULTS")]
    DataProductWithResults,
}
