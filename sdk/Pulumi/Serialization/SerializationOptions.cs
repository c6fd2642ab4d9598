namespace Pulumi.Serialization;

/// <summary>What the receiver understands besides JSON, secrets and unknowns.</summary>
internal sealed record SerializationOptions
{
    /// <summary>Resources are sent as references, else as their id or URN.</summary>
    public bool KeepResources { get; init; }

    /// <summary>Outputs are sent with their dependencies.</summary>
    public bool KeepOutputs { get; init; }

    /// <summary>A resource reference does not count as a dependency: its receiver makes one of it.</summary>
    public bool ReferencesAreNoDependencies { get; init; }
}
