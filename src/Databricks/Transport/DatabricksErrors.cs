using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Polly.Timeout;

namespace Provisioner.Databricks.Transport;

/// <summary>Turns answers and network failures into exceptions, once.</summary>
internal static partial class DatabricksErrors
{
    private const int LongestText = 2000;

    // No service issues a shorter one, and a shorter one would take ordinary words apart.
    private const int ShortestToken = 6;

    public static async Task<DatabricksApiException> FromResponseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // A careless answer tells the token back: whatever it looks like, it is the one that was sent.
        var text = await ReadTextAsync(response, cancellationToken);
        if (response.RequestMessage?.Headers.Authorization?.Parameter is { Length: >= ShortestToken } token)
            text = text.Replace(token, SecretRedaction.Mask, StringComparison.Ordinal);
        var (code, message) = Read(text, response);
        return new DatabricksApiException(response.StatusCode, code, message, Method(response.RequestMessage), Path(response.RequestMessage));
    }

    public static Exception FromTransport(Exception exception, HttpRequestMessage request) => Classify(exception, request) is var (code, message)
        ? new DatabricksApiException(null, code, message, Method(request), Path(request), exception)
        : exception;

    /// <summary>A success whose body is not what it should be: a proxy's page, or another API.</summary>
    public static DatabricksApiException Malformed(HttpResponseMessage response, Exception? exception) => new(
        response.StatusCode, "MALFORMED_RESPONSE", $"the answer of {Path(response.RequestMessage)} is not the JSON that was expected", Method(response.RequestMessage), Path(response.RequestMessage), exception);

    /// <summary>Null for what is not a failure of the transport (our own cancellation, exceptions that are already translated).</summary>
    internal static (string Code, string Message)? Classify(Exception exception, HttpRequestMessage request) => exception switch
    {
        DatabricksApiException or AzureApiException => null,
        TimeoutRejectedException => ("TIMEOUT", $"{Host(request)} did not answer in time"),
        HttpRequestException failure => ("UNREACHABLE", $"cannot reach {Host(request)}: {SecretRedaction.Redact(failure.Message)}"),
        IOException failure => ("UNREACHABLE", $"connection to {Host(request)} broke: {SecretRedaction.Redact(failure.Message)}"),
        _ => null,
    };

    internal static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return "";
        }
    }

    internal static string Method(HttpRequestMessage? request) => request?.Method.Method ?? "";

    internal static string Path(HttpRequestMessage? request) => request?.RequestUri is { IsAbsoluteUri: true } uri ? uri.AbsolutePath : "";

    internal static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    internal static string Shorten(string text) =>
        SecretRedaction.Redact(text.Length > LongestText ? text[..LongestText] + "…" : text);

    internal static JsonObject? ParseObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Workspace APIs answer {error_code, message}; old ones {error}; SCIM {detail, status}; OAuth {error, error_description}.
    private static (string Code, string Message) Read(string text, HttpResponseMessage response)
    {
        if (ParseObject(text) is not { } body)
            return (DefaultCode(response.StatusCode), Plain(text, response));
        var message = new[] { "message", "detail", "error_description", "error" }.Select(key => Text(body[key])).FirstOrDefault(value => value.Length > 0);
        var code = new[] { "error_code", "errorCode", "scimType" }.Select(key => Text(body[key])).FirstOrDefault(value => value.Length > 0);
        return (code ?? DefaultCode(response.StatusCode), Shorten(message ?? code ?? $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}"));
    }

    /// <summary>What an answer says that is no JSON. Of a page, which a gateway or a proxy made, the heading is enough.</summary>
    internal static string Plain(string text, HttpResponseMessage response)
    {
        var status = $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        var said = text.Trim();
        if (!said.StartsWith('<') && !IsPage(response))
            return said.Length > 0 ? Shorten(said) : status;
        var heading = Headings().Match(said) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["text"].Value).Trim() : "";
        return heading.Length > 0 ? Shorten($"{status}: {heading}") : status;
    }

    /// <summary>A page where JSON belongs: whoever answered is not the API.</summary>
    internal static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType is "text/html";

    [GeneratedRegex(@"<(?<tag>pre|title|h1)\b[^>]*>\s*(?<text>[^<]*[^<\s])\s*</\k<tag>>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Headings();

    private static string DefaultCode(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => "NOT_FOUND",
        HttpStatusCode.Unauthorized => "UNAUTHENTICATED",
        HttpStatusCode.Forbidden => "PERMISSION_DENIED",
        HttpStatusCode.TooManyRequests => "RESOURCE_EXHAUSTED",
        _ => "",
    };

    private static string Host(HttpRequestMessage request) => request.RequestUri is { IsAbsoluteUri: true } uri ? uri.Authority : "the server";
}
