namespace Provisioner.EmbeddedEngine.Values;

/// <summary>Secrets and unknowns inside values.</summary>
public static class PropertyValueExtensions
{
    public static PropertyValue AsSecret(this PropertyValue value) => value is SecretValue ? value : new SecretValue(value);

    /// <summary>The values without their secret marks, and output values as what they stand for: what providers get.</summary>
    public static PropertyMap WithoutSecrets(this PropertyMap properties) =>
        properties.Values.Any(HasMark) ? PropertyMap.From(properties.Select(p => KeyValuePair.Create(p.Key, p.Value.WithoutSecrets()))) : properties;

    public static PropertyValue WithoutSecrets(this PropertyValue value) => value switch
    {
        SecretValue secret => secret.Element.WithoutSecrets(),
        OutputValue output => output.Element?.WithoutSecrets() ?? PropertyValue.Unknown,
        ArrayValue array when array.Items.Any(HasMark) => new ArrayValue([.. array.Items.Select(WithoutSecrets)]),
        ObjectValue { Properties: var properties } => new ObjectValue(properties.WithoutSecrets()),
        ResourceReferenceValue { Id: { } id } reference => reference with { Id = id.WithoutSecrets() },
        _ => value,
    };

    /// <summary>Output values as plain, secret or unknown ones.</summary>
    public static PropertyMap WithoutOutputValues(this PropertyMap properties) =>
        PropertyMap.From(properties.Select(p => KeyValuePair.Create(p.Key, p.Value.WithoutOutputValues())));

    public static bool ContainsUnknown(this PropertyMap properties) => properties.Values.Any(ContainsUnknown);

    public static bool ContainsUnknown(this PropertyValue value) => value switch
    {
        UnknownValue => true,
        SecretValue secret => secret.Element.ContainsUnknown(),
        OutputValue output => output.Element is null || output.Element.ContainsUnknown(),
        ArrayValue array => array.Items.Any(ContainsUnknown),
        ObjectValue { Properties: var properties } => properties.ContainsUnknown(),
        ResourceReferenceValue { Id: { } id } => id.ContainsUnknown(),
        _ => false,
    };

    /// <summary>Marks as secret what is secret at the same place of <paramref name="source"/>: providers answer in plain values.</summary>
    public static PropertyMap WithSecretsOf(this PropertyMap properties, PropertyMap source)
    {
        foreach (var (name, marked) in source)
        {
            if (properties.TryGetValue(name, out var value) && value.WithSecretsOf(marked) is var result && !ReferenceEquals(result, value))
            {
                properties = properties.Set(name, result);
            }
        }

        return properties;
    }

    private static PropertyValue WithSecretsOf(this PropertyValue value, PropertyValue source) => (value, source) switch
    {
        (SecretValue, _) => value,
        (_, SecretValue) => new SecretValue(value),
        (ObjectValue inner, ObjectValue marked) when inner.Properties.WithSecretsOf(marked.Properties) is var result =>
            ReferenceEquals(result, inner.Properties) ? value : result,
        (ArrayValue inner, ArrayValue marked) when marked.Items.Any(HasMark) && inner.Items.Length == marked.Items.Length =>
            new ArrayValue([.. inner.Items.Zip(marked.Items, WithSecretsOf)]),
        (ArrayValue, ArrayValue marked) when marked.Items.Any(HasMark) => new SecretValue(value),
        _ => value,
    };

    private static PropertyValue WithoutOutputValues(this PropertyValue value) => value switch
    {
        OutputValue output when output.Secret => new SecretValue((output.Element ?? PropertyValue.Unknown).WithoutOutputValues()),
        OutputValue output => output.Element?.WithoutOutputValues() ?? PropertyValue.Unknown,
        SecretValue secret => secret.Element.WithoutOutputValues().AsSecret(),
        ArrayValue array => new ArrayValue([.. array.Items.Select(WithoutOutputValues)]),
        ObjectValue { Properties: var properties } => new ObjectValue(properties.WithoutOutputValues()),
        _ => value,
    };

    private static bool HasMark(PropertyValue value) => value switch
    {
        SecretValue or OutputValue => true,
        ArrayValue array => array.Items.Any(HasMark),
        ObjectValue { Properties: var properties } => properties.Values.Any(HasMark),
        ResourceReferenceValue { Id: { } id } => HasMark(id),
        _ => false,
    };
}
