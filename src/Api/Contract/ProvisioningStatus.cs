using System.Text.Json.Nodes;

namespace Provisioner.Api.Contract;

internal sealed record ProvisioningStatus
{
    public required Status Status { get; init; }

    public required string Result { get; init; }

    public Info? Info { get; init; }

    public IReadOnlyList<Log>? Logs { get; init; }
}

internal sealed record Info
{
    /// <summary>What the marketplace shows: each entry <c>{ type, label, value, href? }</c>.</summary>
    public required JsonObject PublicInfo { get; init; }

    public required JsonObject PrivateInfo { get; init; }
}
