using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace Provisioner.Databricks.Transport;

/// <summary>How the typed clients write and read: Databricks in snake case, Azure and SCIM in camel case; null is left out.</summary>
internal static class ApiSettings
{
    public static JsonSerializerOptions SnakeCase { get; } = Json(JsonNamingPolicy.SnakeCaseLower);

    public static JsonSerializerOptions CamelCase { get; } = Json(JsonNamingPolicy.CamelCase);

    public static RefitSettings Databricks { get; } = new(new SystemTextJsonContentSerializer(SnakeCase))
    {
        ExceptionFactory = static async response =>
            !response.IsSuccessStatusCode ? await DatabricksErrors.FromResponseAsync(response, CancellationToken.None)
            : DatabricksErrors.IsPage(response) ? DatabricksErrors.Malformed(response, null)
            : null,
        TransportExceptionFactory = static (request, exception, _) => DatabricksErrors.FromTransport(exception, request),
        DeserializationExceptionFactory = static (response, exception) => ValueTask.FromResult<Exception?>(DatabricksErrors.Malformed(response, exception)),
    };

    public static RefitSettings Scim { get; } = new(new SystemTextJsonContentSerializer(CamelCase))
    {
        ExceptionFactory = Databricks.ExceptionFactory,
        TransportExceptionFactory = Databricks.TransportExceptionFactory,
        DeserializationExceptionFactory = Databricks.DeserializationExceptionFactory,
    };

    public static RefitSettings Azure { get; } = new(new SystemTextJsonContentSerializer(CamelCase))
    {
        ExceptionFactory = static async response =>
            !response.IsSuccessStatusCode ? await AzureErrors.FromResponseAsync(response, CancellationToken.None)
            : DatabricksErrors.IsPage(response) ? AzureErrors.Malformed(response, null)
            : null,
        TransportExceptionFactory = static (request, exception, _) => AzureErrors.FromTransport(exception, request),
        DeserializationExceptionFactory = static (response, exception) => ValueTask.FromResult<Exception?>(AzureErrors.Malformed(response, exception)),
    };

    private static JsonSerializerOptions Json(JsonNamingPolicy naming) => new(JsonSerializerOptions.Default)
    {
        PropertyNamingPolicy = naming,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };
}
