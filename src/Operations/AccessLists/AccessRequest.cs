using System.Text.Json;

namespace Provisioner.Operations.AccessLists;

/// <summary>What is stored of a call that says who may read an output port.</summary>
/// <param name="References">As the caller wrote them: <c>user:…</c> or <c>group:…</c>.</param>
public sealed record AccessRequest(string Descriptor, IReadOnlyList<string> References)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static AccessRequest FromJson(string json) =>
        JsonSerializer.Deserialize<AccessRequest>(json) ?? throw new InvalidDataException("A stored request is null.");
}
