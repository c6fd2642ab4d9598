using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Tokens;

/// <summary>What clients ask before they authenticate. There is no host metadata, as on most workspaces: clients then go by the host's name.</summary>
internal sealed class WellKnownApi : IApi
{
    public void Map(RouteTable routes) =>
        routes.Add("GET", "/.well-known/databricks-config", Surface.Workspace | Surface.Account, _ => throw new ApiRefusal(404, "NOT_FOUND", "There is no host metadata."), anonymous: true);
}
