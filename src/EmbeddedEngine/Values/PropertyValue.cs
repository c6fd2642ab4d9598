using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Values;

/// <summary>
/// A property of a resource as the engine sees it: the closed set of what the resource protocol can carry.
/// Values are immutable; equality is by value.
/// </summary>
public abstract record PropertyValue
{
    private protected PropertyValue()
    {
    }

    /// <summary>The JSON null. A property that is absent is not in its <see cref="PropertyMap"/> at all.</summary>
    public static PropertyValue Null { get; } = new NullValue();

    /// <summary>A value that is not known yet (only in previews).</summary>
    public static PropertyValue Unknown { get; } = new UnknownValue();

    public static implicit operator PropertyValue(string value) => new StringValue(value);

    public static implicit operator PropertyValue(bool value) => new BoolValue(value);

    public static implicit operator PropertyValue(double value) => new NumberValue(value);

    public static implicit operator PropertyValue(PropertyMap value) => new ObjectValue(value);
}

public sealed record NullValue : PropertyValue
{
    internal NullValue()
    {
    }
}

public sealed record UnknownValue : PropertyValue
{
    internal UnknownValue()
    {
    }
}

public sealed record BoolValue(bool Value) : PropertyValue;

/// <summary>Numbers are doubles, as in the protocol: integers are exact up to 2^53.</summary>
public sealed record NumberValue(double Value) : PropertyValue;

public sealed record StringValue(string Value) : PropertyValue;

public sealed record ArrayValue(ImmutableArray<PropertyValue> Items) : PropertyValue
{
    public bool Equals(ArrayValue? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode() => Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, item));
}

public sealed record ObjectValue(PropertyMap Properties) : PropertyValue;

/// <summary>A value that must not be shown or stored in the clear. Never nested directly in another secret.</summary>
public sealed record SecretValue(PropertyValue Element) : PropertyValue
{
    public override string ToString() => "[secret]";
}

/// <summary>
/// An output value of the protocol (signature d0e6a833031e9bbcd3f4e8bde6ca49a4): a value with its secretness and dependencies.
/// <paramref name="Element"/> is null when the value is unknown. The protocol layer turns it into plain, secret or unknown values
/// plus dependencies before the planner sees it.
/// </summary>
public sealed record OutputValue(PropertyValue? Element, bool Secret, ImmutableArray<string> Dependencies) : PropertyValue;

/// <summary>A reference to another resource (signature 5cf8f73096256a8f31e491e813e4eb8e). <paramref name="Id"/> is null for components.</summary>
public sealed record ResourceReferenceValue(string Urn, PropertyValue? Id, string PackageVersion) : PropertyValue;
