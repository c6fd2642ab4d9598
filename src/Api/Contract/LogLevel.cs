using System.Text.Json.Serialization;

namespace Provisioner.Api.Contract;

[JsonConverter(typeof(JsonStringEnumConverter<LogLevel>))]
internal enum LogLevel
{
    [JsonStringEnumMemberName("DEBUG")]
    Debug,

    [JsonStringEnumMemberName("INFO")]
    Info,

    [JsonStringEnumMemberName("WARNING")]
    Warning,

    [JsonStringEnumMemberName("ERROR")]
    Error,
}
