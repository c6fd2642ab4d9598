using System.Collections.Concurrent;
using System.Text.Json;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Providers for resources that name none: one for each package and version, configured from the stack's configuration.</summary>
internal sealed class DefaultProviders(OperationRequest request, Registrar registrar)
{
    private readonly ConcurrentDictionary<(string Package, string Version), Lazy<Task<string?>>> _references = [];

    /// <summary>The version that the engine has of a package; empty when it does not know the package.</summary>
    public string InstalledVersion(string package) => request.Providers.Packages.GetValueOrDefault(package, "");

    /// <summary>Whether the configuration forbids default providers of the package (<c>pulumi:disable-default-providers</c>).</summary>
    public bool IsDenied(string package)
    {
        if (!request.Configuration.TryGetValue("pulumi:disable-default-providers", out var entry) || entry.Value.Length == 0)
        {
            return false;
        }

        try
        {
            var denied = JsonSerializer.Deserialize<string[]>(entry.Value) ?? [];
            return denied.Any(name => name.Trim() is var trimmed && (trimmed == "*" || trimmed == package));
        }
        catch (JsonException e)
        {
            throw new ResourceMonitorException($"Failed to parse {entry.Value}: {e.Message}");
        }
    }

    /// <returns>The reference; null when the operation ended first.</returns>
    public Task<string?> ReferenceAsync(string package, string version) =>
        _references.GetOrAdd((package, version), key => new Lazy<Task<string?>>(() => RegisterAsync(key.Package, key.Version))).Value;

    private async Task<string?> RegisterAsync(string package, string version)
    {
        var inputs = PropertyMap.Empty.Set(ProviderRegistry.InternalKey, PropertyMap.Empty);
        foreach (var (key, entry) in request.Configuration.Where(p => p.Key.StartsWith(package + ":", StringComparison.Ordinal)))
        {
            PropertyValue value = entry.Value;
            inputs = inputs.Set(key[(package.Length + 1)..], entry.Secret ? value.AsSecret() : value);
        }

        var name = "default";
        if (version.Length > 0)
        {
            inputs = inputs.Set(ProviderRegistry.VersionKey, version);
            name += "_" + new string([.. version.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        }

        var goal = new ResourceGoal { Type = Urn.ProviderType(package), Name = name, Custom = true, Properties = inputs };
        return await registrar.RegisterAsync(goal).ConfigureAwait(false) is { } outcome
            ? new ProviderReference(outcome.Entry.Urn, outcome.Entry.State.Id).ToString()
            : null;
    }
}
