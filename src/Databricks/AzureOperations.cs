using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Provisioner.Databricks.Transport;

namespace Provisioner.Databricks;

/// <summary>
/// The end of an asynchronous operation of Azure Resource Manager: <c>Azure-AsyncOperation</c> (a status object) is asked if the answer has it,
/// else <c>Location</c> (202 until the end). The pauses are the server's <c>Retry-After</c>, else they grow from 2 to 30 s.
/// </summary>
public sealed class AzureOperations
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    internal AzureOperations(HttpClient http, TimeProvider time) => (_http, _time) = (http, time);

    /// <summary>Takes the answer that started an operation, and waits for its end. The answer is disposed of.</summary>
    /// <exception cref="AzureApiException">The request was refused, or the operation failed.</exception>
    public async Task CompleteAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using (answer)
        {
            if (!answer.IsSuccessStatusCode)
                throw await AzureErrors.FromResponseAsync(answer, cancellationToken);
            await WaitAsync(answer.Headers, cancellationToken);
        }
    }

    /// <summary>Reads until the provisioning state is a final one.</summary>
    /// <exception cref="AzureApiException">The final state is a failure.</exception>
    public async Task<JsonObject> UntilSettledAsync(Func<Task<JsonObject>> read, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(2);
        while (true)
        {
            var found = await read();
            var state = DatabricksErrors.Text((found["properties"] as JsonObject)?["provisioningState"]);
            if (state is "Failed" or "Canceled")
                throw new AzureApiException(HttpStatusCode.OK, state, $"the provisioning state of {DatabricksErrors.Text(found["id"])} is {state}", "GET", DatabricksErrors.Text(found["id"]));
            if (state is "" or "Succeeded" or "Ready" or "Created")
                return found;
            await Task.Delay(pause, _time, cancellationToken);
            pause = pause < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <param name="headers">Of the answer that started the operation.</param>
    /// <exception cref="AzureApiException">The operation failed or was cancelled, or could not be asked for.</exception>
    public async Task WaitAsync(HttpResponseHeaders headers, CancellationToken cancellationToken)
    {
        var status = Header(headers, "Azure-AsyncOperation");
        var address = Resolve(status ?? Header(headers, "Location"));
        var pause = Asked(headers) ?? TimeSpan.FromSeconds(2);
        while (address is not null)
        {
            await Task.Delay(pause, _time, cancellationToken);
            using var response = await SendAsync(address, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw await AzureErrors.FromResponseAsync(response, cancellationToken);
            var body = DatabricksErrors.ParseObject(await DatabricksErrors.ReadTextAsync(response, cancellationToken));
            if (HasEnded(response.StatusCode, body, status is not null, address))
                return;
            pause = Asked(response.Headers) ?? (pause < LongestPause ? pause * 1.5 : LongestPause);
        }
    }

    private static bool HasEnded(HttpStatusCode code, JsonObject? body, bool isStatus, Uri address)
    {
        var state = DatabricksErrors.Text(body?["status"] ?? (body?["properties"] as JsonObject)?["provisioningState"]);
        if (state is "Failed" or "Canceled" or "Cancelled")
        {
            var error = body?["error"] as JsonObject;
            throw new AzureApiException(
                code, DatabricksErrors.Text(error?["code"]), DatabricksErrors.Shorten(DatabricksErrors.Text(error?["message"]) is { Length: > 0 } text ? text : $"the operation ended {state}"),
                "GET", address.AbsolutePath);
        }

        return isStatus ? state == "Succeeded" : code != HttpStatusCode.Accepted;
    }

    private static string? Header(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private TimeSpan? Asked(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - _time.GetUtcNow() is var left => left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    // Our token goes to the configured endpoint only: whatever host the link names, its path is asked there.
    private Uri? Resolve(string? link) =>
        link is null ? null : Uri.TryCreate(_http.BaseAddress!, link, out var uri) ? new Uri(_http.BaseAddress!, uri.PathAndQuery) : null;

    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (DatabricksErrors.Classify(failure, request) is not null)
        {
            throw AzureErrors.FromTransport(failure, request);
        }
    }
}
