using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Http;

/// <summary>What a handler answers. The body is written while the world is locked, so it may be a stored object.</summary>
internal sealed record ApiAnswer(int Status, JsonNode? Body)
{
    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>Bytes instead of JSON (a downloaded file).</summary>
    public byte[]? Raw { get; init; }

    /// <summary>A content type of SCIM, or null for plain JSON.</summary>
    public string? ContentType { get; init; }

    public static ApiAnswer Ok(JsonNode body) => new(200, body);

    public static ApiAnswer Empty() => new(200, new JsonObject());

    public static ApiAnswer Created(JsonNode body) => new(201, body);

    public static ApiAnswer Nothing() => new(204, null);
}
