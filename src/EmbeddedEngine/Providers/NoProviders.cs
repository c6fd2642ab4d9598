namespace Provisioner.EmbeddedEngine.Providers;

/// <summary>Knows no package.</summary>
internal sealed class NoProviders : IProviderSource
{
    public IReadOnlyDictionary<string, string> Packages { get; } = new Dictionary<string, string>();

    public IResourceProvider? Create(string package, string version, IReadOnlyDictionary<string, string?> environment) => null;
}
