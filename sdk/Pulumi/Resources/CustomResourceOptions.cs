namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>On replacement the old one is deleted before the new one is created.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are secret although the provider does not say so.</summary>
    public List<string> AdditionalSecretOutputs { get; set; } = [];

    /// <summary>The provider's id of a resource that exists: it is taken over, and managed from now on.</summary>
    public string? ImportId { get; set; }

    /// <summary>Environment variables of a provider, by the name that it reads them under.</summary>
    public Dictionary<string, string> EnvVarMappings { get; set; } = [];

    /// <summary>New options: the first, with the second laid over them.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new CustomResourceOptions();
        if (options2 is null)
            return merged;
        merged.MergeFrom(options2);
        merged.DeleteBeforeReplace = options2.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
        merged.AdditionalSecretOutputs.AddRange(options2.AdditionalSecretOutputs);
        merged.ImportId = options2.ImportId ?? merged.ImportId;
        foreach (var (name, variable) in options2.EnvVarMappings)
            merged.EnvVarMappings[name] = variable;
        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private CustomResourceOptions Copy()
    {
        var copy = new CustomResourceOptions
        {
            DeleteBeforeReplace = DeleteBeforeReplace,
            AdditionalSecretOutputs = [.. AdditionalSecretOutputs],
            ImportId = ImportId,
            EnvVarMappings = new Dictionary<string, string>(EnvVarMappings, StringComparer.Ordinal),
        };
        copy.CopyFrom(this);
        return copy;
    }
}
