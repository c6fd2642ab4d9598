namespace Provisioner.Emulator.Http;

/// <summary>A group of calls. Handlers keep nothing: all state is in the call's world.</summary>
internal interface IApi
{
    void Map(RouteTable routes);
}
