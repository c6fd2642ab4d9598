namespace Provisioner.Emulator.Http;

/// <summary>The services that are told apart by host name. An unknown host answers for all of them.</summary>
[Flags]
internal enum Surface
{
    None = 0,
    Workspace = 1,
    Account = 2,
    ResourceManager = 4,
    Graph = 8,
    Login = 16,
    All = Workspace | Account | ResourceManager | Graph | Login,
}
