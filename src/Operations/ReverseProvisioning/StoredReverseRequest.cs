using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.ReverseReader.ReverseProvisioning;

namespace Provisioner.Operations.ReverseProvisioning;

/// <summary>What is stored of a call for reverse provisioning: everything that was asked for.</summary>
public static class StoredReverseRequest
{
    public static string ToJson(ReverseRequest request) => JsonSerializer.Serialize(request);

    public static ReverseRequest FromJson(string json)
    {
        var stored = JsonNode.Parse(json) as JsonObject ?? throw new InvalidDataException("A stored request is no object.");
        return new ReverseRequest(
            (string?)stored[nameof(ReverseRequest.UseCaseTemplateId)] ?? "", (string?)stored[nameof(ReverseRequest.Environment)] ?? "",
            stored[nameof(ReverseRequest.Params)] as JsonObject, stored[nameof(ReverseRequest.CatalogInfo)] as JsonObject);
    }
}
