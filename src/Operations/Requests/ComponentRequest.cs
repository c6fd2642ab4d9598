using System.Text.Json;
using System.Text.Json.Serialization;

namespace Provisioner.Operations.Requests;

/// <summary>What is stored of a call that brings a component's descriptor: everything that was asked for.</summary>
public sealed record ComponentRequest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string Descriptor { get; init; }

    public string? LatestEnrichedDescriptor { get; init; }

    public bool RemoveData { get; init; }

    /// <summary>Why the descriptor is of no kind that is supported; only a validation is stored with it, to tell it as its result.</summary>
    public string? WrongKind { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ComponentRequest FromJson(string json) =>
        JsonSerializer.Deserialize<ComponentRequest>(json, Json) ?? throw new InvalidDataException("A stored request is null.");
}
