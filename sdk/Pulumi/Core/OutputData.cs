using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>What an output resolves to: the value, whether it is known in this operation, whether it is secret, and the resources it comes from.</summary>
internal readonly record struct OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public static OutputData<T> Known(T value) => new(value, IsKnown: true, IsSecret: false, []);

    /// <summary>The same knowledge about another value: what is unknown, secret or depended on stays so.</summary>
    public OutputData<TOther> Carry<TOther>(TOther value) => new(value, IsKnown, IsSecret, Resources);

    /// <summary>A value that was made from this one and is itself an output.</summary>
    public OutputData<TOther> Join<TOther>(OutputData<TOther> made)
        => new(made.Value, IsKnown && made.IsKnown, IsSecret || made.IsSecret, Resources.Union(made.Resources));
}
