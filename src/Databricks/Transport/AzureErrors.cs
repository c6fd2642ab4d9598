using System.Text.Json.Nodes;

namespace Provisioner.Databricks.Transport;

/// <summary>Errors of Azure Resource Manager and Microsoft Graph: <c>{"error": {"code", "message"}}</c>.</summary>
internal static class AzureErrors
{
    public static async Task<AzureApiException> FromResponseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await DatabricksErrors.ReadTextAsync(response, cancellationToken);
        var body = DatabricksErrors.ParseObject(text);
        var error = body?["error"] as JsonObject ?? body;
        var message = DatabricksErrors.Text(error?["message"]) is { Length: > 0 } said ? said : body is null ? DatabricksErrors.Plain(text, response) : $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}";
        return new AzureApiException(
            response.StatusCode, DatabricksErrors.Text(error?["code"]), DatabricksErrors.Shorten(message),
            DatabricksErrors.Method(response.RequestMessage), DatabricksErrors.Path(response.RequestMessage));
    }

    public static AzureApiException Malformed(HttpResponseMessage response, Exception? exception) => new(
        response.StatusCode, "MalformedResponse", $"the answer of {DatabricksErrors.Path(response.RequestMessage)} is not the JSON that was expected",
        DatabricksErrors.Method(response.RequestMessage), DatabricksErrors.Path(response.RequestMessage), exception);

    public static Exception FromTransport(Exception exception, HttpRequestMessage request) => DatabricksErrors.Classify(exception, request) is var (code, message)
        ? new AzureApiException(null, code, message, DatabricksErrors.Method(request), DatabricksErrors.Path(request), exception)
        : exception;
}
