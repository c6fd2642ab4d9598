using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Control;

/// <summary>
/// An ordered fault: calls whose method and path (with query) match are answered with <see cref="Status"/> and <see cref="Body"/>, or late, or both.
/// </summary>
internal sealed record Fault
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    public string? Method { get; init; }

    public required Regex Path { get; init; }

    /// <summary>Null leaves the answer as it is (a delay only).</summary>
    public int? Status { get; init; }

    public JsonNode? Body { get; init; }

    /// <summary>How many calls it meets; null: all until it is removed.</summary>
    public long? Times { get; init; }

    /// <summary>Meets each n-th matching call only.</summary>
    public long Every { get; init; } = 1;

    public long DelayMs { get; init; }

    /// <summary>The delay comes before the call takes effect, not after it.</summary>
    public bool DelayFirst { get; init; }

    /// <summary>The call takes effect although it is answered with the fault: an answer that was lost.</summary>
    public bool Apply { get; init; }

    /// <summary>Seconds in <c>Retry-After</c> of a 429 or 503.</summary>
    public long RetryAfter { get; init; } = 1;

    public static Fault Read(JsonObject from)
    {
        Regex path;
        try
        {
            path = new Regex(from.Text("path") ?? "", RegexOptions.CultureInvariant, MatchTime);
        }
        catch (RegexParseException e)
        {
            throw ApiRefusal.Invalid($"path is no regular expression: {e.Message}");
        }

        var status = from.Whole("status");
        if (status is < 100 or > 599) throw ApiRefusal.Invalid($"status must be an HTTP status, got {status}");
        return new Fault
        {
            Method = from.Text("method"), Path = path, Status = (int?)status, Body = from["body"]?.DeepClone(), Times = from.Whole("times"),
            Every = Math.Max(1, from.Whole("every") ?? 1), DelayMs = from.Whole("delayMs") ?? 0, DelayFirst = from.Flag("delayFirst") ?? false,
            Apply = from.Flag("apply") ?? false, RetryAfter = from.Whole("retryAfter") ?? 1,
        };
    }

    public bool Meets(string method, string pathAndQuery) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase)) && Path.IsMatch(pathAndQuery);

    public ApiAnswer Answer()
    {
        if (Body is JsonValue text && text.TryGetValue<string>(out var raw)) return new ApiAnswer(Status!.Value, null) { Raw = System.Text.Encoding.UTF8.GetBytes(raw), ContentType = "text/plain; charset=utf-8" };
        return new ApiAnswer(Status!.Value, Body?.DeepClone() ?? Usual());
    }

    public JsonObject View(long left) => new()
    {
        ["method"] = Method, ["path"] = Path.ToString(), ["status"] = Status, ["times"] = Times is null ? null : left, ["every"] = Every, ["delayMs"] = DelayMs,
    };

    private JsonObject Usual() => Status switch
    {
        429 => Error("REQUEST_LIMIT_EXCEEDED", "Too many requests. Please wait and try again later."),
        503 => Error("TEMPORARILY_UNAVAILABLE", "The service is temporarily unavailable. Please try again later."),
        403 => Error("PERMISSION_DENIED", "Permission denied"),
        404 => Error("RESOURCE_DOES_NOT_EXIST", "The resource does not exist."),
        >= 500 => Error("INTERNAL_ERROR", "Internal error"),
        _ => Error("INVALID_PARAMETER_VALUE", string.Create(CultureInfo.InvariantCulture, $"Ordered fault {Status}")),
    };

    private static JsonObject Error(string code, string message) => new() { ["error_code"] = code, ["message"] = message };
}
