using System.ComponentModel;

namespace Provisioner.Api.Contract;

internal sealed record UpdateAclRequest
{
    [Description("Everybody who may read the output port: user:… or group:….")]
    public required IReadOnlyList<string> Refs { get; init; }

    public required ProvisionInfo ProvisionInfo { get; init; }
}

internal sealed record ProvisionInfo
{
    [Description("The component descriptor that was provisioned: JSON or YAML text.")]
    public required string Request { get; init; }

    [Description("The result of that provisioning.")]
    public required string Result { get; init; }
}
