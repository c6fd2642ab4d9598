namespace Provisioner.Emulator.Storage;

/// <summary>Who calls, or who is granted something.</summary>
/// <param name="Kind">user, group or service principal.</param>
/// <param name="Name">The name that privileges use: user name, group's display name, service principal's application id.</param>
internal sealed record Principal(PrincipalKind Kind, string Id, string Name, string DisplayName);

internal enum PrincipalKind
{
    User,
    Group,
    ServicePrincipal,
}
