using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>The provider resource's own arguments.</summary>
internal static class ProviderConfiguration
{
    // Arguments of the package itself, not of the provider.
    private static readonly ImmutableHashSet<string> Engine = ["version", "pluginDownloadURL", "__internal", "parameterization"];

    /// <summary>Credentials are wrapped into secrets; an argument that does not exist is refused.</summary>
    public static CheckResult Check(string urn, PropertyMap inputs)
    {
        var schema = DatabricksSchemas.Instance.Provider;
        var name = urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
        var failures = inputs.Keys.Where(key => !Engine.Contains(key) && !schema.Properties.ContainsKey(key))
            .Select(key => new CheckFailure(null, $"could not validate provider configuration: Invalid or unknown key. Examine values at '{name}.{key}'."));
        return new CheckResult(
            PropertyMap.From(inputs.Where(item => item.Value is not NullValue).Select(item => KeyValuePair.Create(
                item.Key,
                schema.Properties.TryGetValue(item.Key, out var property) && property.Secret && item.Value is not SecretValue and not UnknownValue ? new SecretValue(item.Value) : item.Value))),
            [.. failures]);
    }

    /// <summary>No change of an argument replaces the provider resource.</summary>
    public static DiffResult Diff(PropertyMap olds, PropertyMap news)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        foreach (var key in olds.Keys.Union(news.Keys, StringComparer.Ordinal))
        {
            var (old, now) = (olds.Get(key), news.Get(key));
            if (!Equals(old, now))
                changes[key] = new PropertyDiff(old is null ? PropertyDiffKind.Add : now is null ? PropertyDiffKind.Delete : PropertyDiffKind.Update, InputDiff: true);
        }

        return changes.Count == 0 ? DiffResult.None : new DiffResult(true, [.. changes.Keys], [], [], false, changes.ToImmutable());
    }

    /// <summary>A host with or without its scheme and path: only scheme, host and port count.</summary>
    public static Uri Address(string host) =>
        Uri.TryCreate(host.Contains("://", StringComparison.Ordinal) ? host : "https://" + host, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0
            ? new Uri(address.GetLeftPart(UriPartial.Authority))
            : throw new ProviderException($"'{host}' is not the address of a Databricks workspace or account");
}
