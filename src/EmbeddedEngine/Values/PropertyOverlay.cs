namespace Provisioner.EmbeddedEngine.Values;

/// <summary>What an object would look like if wanted values had been applied to it.</summary>
public static class PropertyOverlay
{
    /// <summary>Objects are merged, lists of the same length item by item; names that begin with two underscores are bookkeeping and stay.</summary>
    public static PropertyMap Apply(PropertyMap current, PropertyMap wanted) =>
        wanted.Where(p => !p.Key.StartsWith("__", StringComparison.Ordinal))
            .Aggregate(current, (result, p) => result.Set(p.Key, Apply(result.GetValueOrDefault(p.Key), p.Value)));

    private static PropertyValue Apply(PropertyValue? current, PropertyValue wanted) => (current, wanted) switch
    {
        (_, SecretValue secret) => new SecretValue(Apply(current is SecretValue inner ? inner.Element : current, secret.Element)),
        (ObjectValue from, ObjectValue to) => Apply(from.Properties, to.Properties),
        (ArrayValue from, ArrayValue to) when from.Items.Length == to.Items.Length => new ArrayValue([.. from.Items.Zip(to.Items, Apply)]),
        (_, ObjectValue to) => Apply(PropertyMap.Empty, to.Properties),
        (_, ArrayValue to) => new ArrayValue([.. to.Items.Select(item => Apply((PropertyValue?)null, item))]),
        _ => wanted,
    };
}
