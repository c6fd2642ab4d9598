using System.Collections.Frozen;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

internal enum ScalarKind
{
    String,
    Boolean,
    Integer,
    Number,
}

internal enum PropertyShape
{
    Single,
    List,

    /// <summary>Order does not count; the API's order is by hash (see <see cref="SetOrder"/>).</summary>
    Set,
    Map,
}

/// <summary>One property of a resource or of a nested object, with the rules that the real provider applies to it.</summary>
internal sealed record PropertySchema
{
    public required string Name { get; init; }

    /// <summary>Name in bodies and answers of the API.</summary>
    public required string ApiName { get; init; }

    /// <summary>Name in error messages, which speak of the provider's own schema: snake case, repeated blocks in the singular.</summary>
    public required string NativeName { get; init; }

    public required PropertyShape Shape { get; init; }

    public ScalarKind Scalar { get; init; }

    /// <summary>Set for nested objects (alone, or the elements of a list or set).</summary>
    public ObjectSchema? Object { get; init; }

    /// <summary>False: only the provider sets it.</summary>
    public bool IsInput { get; init; } = true;

    public bool Required { get; init; }

    public bool Replace { get; init; }

    public bool Secret { get; init; }

    public bool Deprecated { get; init; }

    /// <summary>Keeps its value when left out; unknown while the object is being created.</summary>
    public bool Computed { get; init; }

    /// <summary>Written into the inputs by <c>Check</c> (and listed under <c>__defaults</c>).</summary>
    public PropertyValue? Default { get; init; }

    /// <summary>A default that stays out of the inputs (false, zero).</summary>
    public PropertyValue? SilentDefault { get; init; }

    public bool AutoNamed { get; init; }

    /// <summary>Left out of the inputs, the platform's value stays.</summary>
    public bool KeepsWhenOmitted { get; init; }

    /// <summary>The platform's value that counts as "not given".</summary>
    public string? OmittedValue { get; init; }

    /// <summary>Whether the live text and the one asked for mean the same; null: only when they are equal.</summary>
    public Func<string, string, bool>? Sameness { get; init; }

    /// <summary>Allowed texts; empty means any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    public bool IsScalar => Object is null && Shape == PropertyShape.Single;

    public bool IsCollection => Shape is PropertyShape.List or PropertyShape.Set;
}

/// <summary>The properties of a resource or of a nested object.</summary>
internal sealed class ObjectSchema(string name, IReadOnlyDictionary<string, PropertySchema> properties)
{
    public string Name { get; } = name;

    public FrozenDictionary<string, PropertySchema> Properties { get; } = properties.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>In ordinal order of names, as states are written.</summary>
    public IReadOnlyList<PropertySchema> Ordered { get; } = [.. properties.Values.OrderBy(property => property.Name, StringComparer.Ordinal)];

    public IReadOnlyList<ExclusionRule> Exclusions { get; init; } = [];
}

/// <summary>Properties that exclude each other.</summary>
/// <param name="Property">The property that the failure is about.</param>
/// <param name="NativeName">Its path in the message.</param>
/// <param name="Others">The others: property and path in the message; the first that is there is named.</param>
internal sealed record ExclusionRule(string Property, string NativeName, IReadOnlyList<(string Property, string NativeName)> Others, bool ExactlyOne = false);
