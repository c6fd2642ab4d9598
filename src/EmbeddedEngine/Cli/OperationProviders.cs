using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The providers of an operation: those of the engine, and the one for references to other stacks of the backend.</summary>
internal sealed class OperationProviders(IProviderSource inner, CommandContext context) : IProviderSource
{
    private const string OwnPackage = "pulumi";

    public IReadOnlyDictionary<string, string> Packages => inner.Packages;

    public IResourceProvider? Create(string package, string version, IReadOnlyDictionary<string, string?> environment) =>
        package == OwnPackage ? new StackReferenceProvider(context) : inner.Create(package, version, environment);
}
