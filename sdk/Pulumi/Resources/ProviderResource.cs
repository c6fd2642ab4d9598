using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A configured instance of a provider.</summary>
public class ProviderResource : CustomResource
{
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : this(package, name, args, options, dependency: false)
    {
    }

    private protected ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options, bool dependency)
        : base($"pulumi:providers:{package}", name, args, options, dependency)
        => Package = package;

    internal string Package { get; }

    /// <summary>How resources name their provider: URN and id; the id is the unknown value while the provider does not exist.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var urn = await Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var id = await Id.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        return $"{urn}::{(string.IsNullOrEmpty(id) ? WireNames.Unknown : id)}";
    }
}
