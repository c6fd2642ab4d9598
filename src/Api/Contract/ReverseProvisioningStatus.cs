using System.Text.Json.Nodes;

namespace Provisioner.Api.Contract;

internal sealed record ReverseProvisioningStatus
{
    public required Status Status { get; init; }

    /// <summary>Paths in <c>catalog-info.yaml</c> and their new values.</summary>
    public required JsonObject Updates { get; init; }

    public IReadOnlyList<Log>? Logs { get; init; }
}
