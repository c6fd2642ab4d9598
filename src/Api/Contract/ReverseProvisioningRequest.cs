using System.Text.Json.Nodes;

namespace Provisioner.Api.Contract;

internal sealed record ReverseProvisioningRequest
{
    public required string UseCaseTemplateId { get; init; }

    public required string Environment { get; init; }

    public JsonObject? Params { get; init; }

    public JsonObject? CatalogInfo { get; init; }
}
