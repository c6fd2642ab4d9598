using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Http;

/// <summary>A call as a handler sees it: read, authenticated, and with the world it acts on.</summary>
internal sealed class ApiCall
{
    private JsonObject? _body;

    public required World World { get; init; }

    public required Workspace Workspace { get; init; }

    public required Principal Caller { get; init; }

    public required string Host { get; init; }

    /// <summary>Host and port as the caller wrote them: addresses in answers must lead back here.</summary>
    public required string Authority { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Route { get; init; }

    public required IQueryCollection Query { get; init; }

    public required string BodyText { get; init; }

    public required string Authorization { get; init; }

    /// <summary>The body as a JSON object; an absent one is empty.</summary>
    public JsonObject Body => _body ??= Parse(BodyText);

    public string? Parameter(string name) => Query.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    public string Required(string name) =>
        Parameter(name) is { Length: > 0 } value ? value : throw ApiRefusal.Invalid($"Missing required field: {name}");

    public long? WholeParameter(string name) =>
        Parameter(name) is not { Length: > 0 } text ? null
        : long.TryParse(text, out var value) ? value
        : throw ApiRefusal.Malformed($"Could not parse request object: expected an integer in '{name}', found '{text}'");

    public bool FlagParameter(string name) => string.Equals(Parameter(name), "true", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw ApiRefusal.Malformed("Could not parse request object: expected a JSON object");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw ApiRefusal.Malformed("Invalid JSON given in the body of the request - failed to parse given JSON");
        }
    }
}
