namespace Pulumi;

/// <summary>Options of a resource that groups others.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>The providers of the children, one per package.</summary>
    public List<ProviderResource> Providers { get; set; } = [];

    /// <summary>New options: the first, with the second laid over them; the second's provider wins per package.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new ComponentResourceOptions();
        if (options2 is null)
            return merged;
        merged.MergeFrom(options2);

        // The last one of a package wins, and the order of those that are left is kept.
        List<ProviderResource> all = [.. merged.Providers, .. options2.Providers];
        merged.Providers = [.. all.Where((provider, index) => all.FindLastIndex(other => other.Package == provider.Package) == index)];
        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private ComponentResourceOptions Copy()
    {
        var copy = new ComponentResourceOptions { Providers = [.. Providers] };
        copy.CopyFrom(this);
        return copy;
    }
}
