using System.Text.Json.Serialization;

namespace Provisioner.Api.Contract;

[JsonConverter(typeof(JsonStringEnumConverter<Status>))]
internal enum Status
{
    [JsonStringEnumMemberName("RUNNING")]
    Running,

    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    [JsonStringEnumMemberName("FAILED")]
    Failed,
}
